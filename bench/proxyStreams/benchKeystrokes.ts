import { setTimeout as delay } from 'node:timers/promises'
import { execStream, type KubeConfig } from '@catalyst/kubernetes-client'
import { median } from '../report/Row.ts'
import type { Talker } from '../streams/prepareTalker.ts'
import { type Proxied, stdin, stdout } from './Proxied.ts'

interface Terminal extends AsyncDisposable {
  type(key: string): void
  /** Called with what is shown. */
  onShow: (text: string) => void
}

const keys = 400

/** Milliseconds from a key to its echo at the median: straight to the API server, and through the proxy, key by key in turns. */
export async function benchKeystrokes(
  kubeConfig: KubeConfig,
  { namespace, pod }: Talker,
  proxied: Proxied,
): Promise<{ direct: number; proxied: number }> {
  await using direct = await openDirect(kubeConfig, { namespace, pod })
  await using through = await openThrough(proxied)
  const took = { direct: [] as number[], proxied: [] as number[] }
  for (let key = -20; key < keys; key++) {
    const times = { direct: await echo(direct), proxied: await echo(through) }
    // The first ones find everything cold.
    if (key < 0) continue
    took.direct.push(times.direct)
    took.proxied.push(times.proxied)
  }
  return { direct: median(took.direct), proxied: median(took.proxied) }
}

/** One key, and the time until the terminal's echo of it. */
async function echo(terminal: Terminal): Promise<number> {
  await delay(5)
  const before = performance.now()
  const shown = new Promise<void>((resolve) => (terminal.onShow = () => resolve()))
  terminal.type('x')
  await shown
  return performance.now() - before
}

async function openDirect(kubeConfig: KubeConfig, target: { namespace: string; pod: string }): Promise<Terminal> {
  const stream = await execStream(kubeConfig, { ...target, command: ['cat'], tty: true, stdin: true })
  const terminal: Terminal = {
    onShow: () => undefined,
    type: (key) => void stream.stdin.write(key),
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  }
  void (async () => {
    for await (const bytes of stream.stdout) terminal.onShow(Buffer.from(bytes).toString())
  })().catch(() => undefined)
  return terminal
}

async function openThrough(proxied: Proxied): Promise<Terminal> {
  const { socket } = await proxied.exec({ command: ['cat'], tty: true, stdin: true })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const terminal: Terminal = {
    onShow: () => undefined,
    type: (key) => socket.send(Buffer.concat([Buffer.of(stdin ?? 0), Buffer.from(key)])),
    async [Symbol.asyncDispose]() {
      socket.close(1000)
      await closed
    },
  }
  socket.on('message', (message: Buffer) => {
    if (message[0] === stdout) terminal.onShow(message.toString('utf8', 1))
  })
  socket.resume()
  return terminal
}
