import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { startGitServer, type GitChange } from '../../apps/deployer/test/git-server.mjs'
import { runProgram } from '../cluster/runProgram.ts'

export interface GitHost extends AsyncDisposable {
  /** Port without TLS. */
  port: number
  /** Port with TLS. */
  securePort: number
  /** The authority of its certificate, PEM. */
  ca: string
  /** What lets one read below /private/. */
  token: string
  /** @returns the SHA of the commit */
  commit(path: string, change: GitChange): Promise<string>
  /** Lets whoever comes without TLS wait, until what it returns is disposed of. */
  hold(): Disposable
  /** Resolves when somebody waits who is held. */
  untilAsked(): Promise<void>
}

/** Serves Git repositories at an address of this computer that pods reach, with TLS and without. */
export async function startGitHost(address: string): Promise<GitHost> {
  await using parts = new AsyncDisposableStack()
  const token = randomBytes(12).toString('hex')
  const git = parts.use(await startGitServer({ token }))
  const behind = { host: '127.0.0.1', port: Number(new URL(git.url).port) }
  const sockets = new Set<Socket>()
  const waiting = new Set<Socket>()
  let isHeld = false
  let asked = Promise.withResolvers<void>()

  function relay(socket: Socket): void {
    const inner = connect(behind)
    for (const one of [socket, inner]) {
      sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        sockets.delete(one)
        socket.destroy()
        inner.destroy()
      })
    }
    socket.pipe(inner).pipe(socket)
  }
  function receive(socket: Socket): void {
    if (!isHeld) return relay(socket)
    waiting.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => waiting.delete(socket))
    asked.resolve()
  }
  async function listen(server: Server): Promise<number> {
    server.listen(0, address)
    await once(server, 'listening')
    parts.defer(async () => {
      server.close()
      for (const socket of [...sockets, ...waiting]) socket.destroy()
      await once(server, 'close')
    })
    return (server.address() as AddressInfo).port
  }

  const { ca, key } = await makeCertificate(address)
  const port = await listen(createServer(receive))
  const securePort = await listen(createTlsServer({ cert: ca, key }, relay))
  const owned = parts.move()
  return {
    port,
    securePort,
    ca,
    token,
    commit: (path, change) => git.commit(path, change),
    hold() {
      isHeld = true
      asked = Promise.withResolvers()
      return {
        [Symbol.dispose]() {
          isHeld = false
          for (const socket of waiting) relay(socket)
          waiting.clear()
        },
      }
    },
    untilAsked: () => asked.promise,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** One that is its own authority. */
async function makeCertificate(address: string): Promise<{ ca: string; key: string }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-git-host-'))
  const [keyFile, certFile] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile]
  const about = ['-subj', '/CN=git', '-addext', `subjectAltName=IP:${address}`, '-days', '2', '-out', certFile]
  await runProgram('openssl', ['req', '-x509', ...curve, ...about])
  return { ca: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') }
}
