import { join } from 'node:path'
import { execStream, followLog, streamPodLogs } from '@catalyst/kubernetes-client'
import { startProgram } from '../proxy/startProgram.ts'
import { median, type Row } from '../report/Row.ts'
import { prepareTalker, talkerFile, type TalkerOptions } from '../streams/prepareTalker.ts'
import { drain, rate } from '../streams/rates.ts'
import { benchKeystrokes } from './benchKeystrokes.ts'
import { benchUnread, type UnreadFigures } from './benchUnread.ts'
import { Proxied } from './Proxied.ts'

export interface ProxyStreamsOptions extends TalkerOptions {
  /** With 0 only keys and `yes`, for which an embedded cluster is enough. */
  rounds: number
  /** How long `yes` runs. */
  seconds: number
}

const server = join(import.meta.dirname, '../../apps/server/src/main.ts')

/** Logs and commands through the proxy, with its audit log on, beside our own client directly at the API server. */
export async function benchProxyStreams(options: ProxyStreamsOptions): Promise<{ rows: Row[]; unread: UnreadFigures }> {
  const { kubeConfig, kubeconfig, rounds, seconds } = options
  await using talker = await prepareTalker({ ...options, writes: rounds > 0 })
  const { namespace, pod } = talker
  const args = ['--conditions=@catalyst/source', server, '--port', '0']
  const env = { KUBECONFIG: kubeconfig, LOG_LEVEL: 'info' }
  await using started = await startProgram(process.execPath, args, { env, says: /Catalyst is at (http:\S+)/ })
  const proxied = new Proxied(started.url, talker)

  async function direct(...command: string[]) {
    await using stream = await execStream(kubeConfig, { namespace, pod, command, stderr: false })
    return await drain(stream.stdout)
  }
  const log = async (query: Record<string, string | number>, accept?: string) =>
    drain((await proxied.log(query, accept)).body)
  const directLog = (limitBytes?: number) => drain(streamPodLogs(kubeConfig, { namespace, pod, limitBytes }))
  async function directLines(tailLines?: number) {
    let read = 0
    for await (const event of followLog(kubeConfig, { namespace, pods: { name: pod }, follow: false, tailLines }))
      if ('lines' in event) for (const { text } of event.lines) read += text.length + 1
    return read
  }
  const through = (acks: boolean) => () =>
    rate(
      () => proxied.output(['cat', talkerFile], { acks }),
      () => proxied.output(['true']),
    )
  const contenders: Record<string, () => Promise<number>> = {
    'direct output': () =>
      rate(
        () => direct('cat', talkerFile),
        () => direct('true'),
      ),
    output: through(false),
    'acknowledged output': through(true),
    'direct log': () => rate(directLog, () => directLog(1)),
    log: () =>
      rate(
        () => log({}),
        () => log({ limitBytes: 1 }),
      ),
    'direct lines': () => rate(directLines, () => directLines(1)),
    events: () =>
      rate(
        () => log({}, 'text/event-stream'),
        () => log({ tailLines: 1 }, 'text/event-stream'),
      ),
  }
  const measured: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++) {
    const names = Object.keys(contenders)
    for (const name of round % 2 === 0 ? names : names.reverse())
      (measured[name] ??= []).push((await contenders[name]?.()) ?? NaN)
    console.error(JSON.stringify(measured))
  }
  const keys = await benchKeystrokes(kubeConfig, talker, proxied)
  const unread = await benchUnread(proxied, { url: started.url, pid: started.pid, talker, seconds })
  const row = (what: string, ours: string, peer: string): Row => {
    return { what, unit: 'MB/s', ours: median(measured[ours] ?? []), peer: median(measured[peer] ?? []), more: true }
  }
  const bytes = [
    row('output of a command', 'output', 'direct output'),
    row('output of a command to a client that acknowledges it', 'acknowledged output', 'direct output'),
    row('log as text', 'log', 'direct log'),
    row('log as events', 'events', 'direct lines'),
  ]
  const rows: Row[] = [
    ...(rounds > 0 ? bytes : []),
    { what: 'a key and its echo, at the median', unit: 'ms', ours: keys.proxied, peer: keys.direct, more: false },
  ]
  return { rows, unread }
}
