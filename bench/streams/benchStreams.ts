import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execStream, followLog, streamPodLogs } from '@catalyst/kubernetes-client'
import { median, type Row } from '../report/Row.ts'
import { prepareTalker, talkerFile, type TalkerOptions } from './prepareTalker.ts'
import { drain, rate } from './rates.ts'

export interface StreamsOptions extends TalkerOptions {
  rounds: number
}

/** Ours beside kubectl, in turns: the bytes of a log, its lines, and a command's output. */
export async function benchStreams({ rounds, ...options }: StreamsOptions): Promise<Row[]> {
  await using talker = await prepareTalker(options)
  const { kubeConfig, kubeconfig, kubectl } = options
  const { namespace, pod } = talker
  const [program, ...first] = kubectl
  const common = [...first, '--kubeconfig', kubeconfig, '--namespace', namespace]

  async function theirs(...args: string[]) {
    const child = spawn(program, [...common, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} failed (${code}).`)
  }
  const bytes = (limitBytes?: number) => drain(streamPodLogs(kubeConfig, { namespace, pod, limitBytes }))
  async function lines(tailLines?: number) {
    let read = 0
    for await (const event of followLog(kubeConfig, { namespace, pods: { name: pod }, follow: false, tailLines }))
      if ('lines' in event) for (const { text } of event.lines) read += text.length + 1
    return read
  }
  async function output(...command: string[]) {
    await using stream = await execStream(kubeConfig, { namespace, pod, command, stderr: false })
    return await drain(stream.stdout)
  }

  const measured: Record<string, number[]> = {}
  const contenders: Record<string, () => Promise<number>> = {
    'our log': () => rate(bytes, () => bytes(1)),
    'their log': () =>
      rate(
        () => theirs('logs', pod),
        () => theirs('logs', pod, '--limit-bytes=1'),
      ),
    'our lines': () => rate(lines, () => lines(1)),
    'their lines': () =>
      rate(
        () => theirs('logs', pod, '--timestamps'),
        () => theirs('logs', pod, '--timestamps', '--limit-bytes=1'),
      ),
    'our output': () =>
      rate(
        () => output('cat', talkerFile),
        () => output('true'),
      ),
    'their output': () =>
      rate(
        () => theirs('exec', pod, '--', 'cat', talkerFile),
        () => theirs('exec', pod, '--', 'true'),
      ),
  }
  for (let round = 0; round < rounds; round++) {
    // Whoever is first finds the machine as the others left it, so they take turns in that, too.
    const names = Object.keys(contenders)
    for (const name of round % 2 === 0 ? names : names.reverse())
      (measured[name] ??= []).push((await contenders[name]?.()) ?? NaN)
    console.error(JSON.stringify(measured))
  }
  const row = (what: string, ours: string, peer: string): Row => {
    return { what, unit: 'MB/s', ours: median(measured[ours] ?? []), peer: median(measured[peer] ?? []), more: true }
  }
  return [
    row('log as bytes (`streamPodLogs`), beside `kubectl logs`', 'our log', 'their log'),
    row(
      'log as lines with times and a cursor (`followLog`), beside `kubectl logs --timestamps`',
      'our lines',
      'their lines',
    ),
    row('log as lines with times and a cursor (`followLog`), beside `kubectl logs`', 'our lines', 'their log'),
    row('output of a command (`execStream`), beside `kubectl exec`', 'our output', 'their output'),
  ]
}
