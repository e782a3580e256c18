import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import {
  createResourceClient,
  execStream,
  followLog,
  type KubeConfig,
  namespaces,
  pods,
  streamPodLogs,
} from '@catalyst/kubernetes-client'
import { median, type Row } from '../report/Row.ts'

const run = promisify(execFile)
const name = 'bench-streams'
const pod = 'talker'
const bytes = 100_000_000
const line = 99

export interface StreamsOptions {
  kubeConfig: KubeConfig
  kubeconfig: string
  /** The program, and arguments before all others. */
  kubectl: readonly [string, ...string[]]
  rounds: number
}

/** Ours beside kubectl, in turns: the bytes of a log, and of a command's output. */
export async function benchStreams({ kubeConfig, kubeconfig, kubectl, rounds }: StreamsOptions): Promise<Row[]> {
  const target = { namespace: name, pod }
  const [program, ...first] = kubectl
  const common = [...first, '--kubeconfig', kubeconfig, '--namespace', name]
  await preparePod(kubeConfig)
  const byKubectl = async (...args: string[]) => {
    const child = spawn(program, [...common, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} failed (${code}).`)
  }
  const ours = { log: [] as number[], exec: [] as number[], lines: [] as number[] }
  const theirs = { log: [] as number[], exec: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    ours.log.push(await rate(async () => drain(streamPodLogs(kubeConfig, target))))
    // What kubectl needs to start is none of its speed.
    const idle = await seconds(() => byKubectl('logs', pod, '--limit-bytes=1'))
    theirs.log.push(await rate(() => byKubectl('logs', pod), idle))
    ours.lines.push(
      await rate(async () => {
        let read = 0
        for await (const event of followLog(kubeConfig, { namespace: name, pods: { name: pod }, follow: false }))
          if ('lines' in event) for (const { text } of event.lines) read += text.length + 1
        return read
      }),
    )
    ours.exec.push(
      await rate(async () => {
        await using stream = await execStream(kubeConfig, { ...target, command: ['cat', '/tmp/big'], stderr: false })
        return await drain(stream.stdout)
      }),
    )
    const started = await seconds(() => byKubectl('exec', pod, '--', 'true'))
    theirs.exec.push(await rate(() => byKubectl('exec', pod, '--', 'cat', '/tmp/big'), started))
    console.error(JSON.stringify({ ours, theirs }))
  }
  await createResourceClient(namespaces, { kubeConfig }).delete({ name })
  const row = (what: string, mine: number[], peer: number[]): Row => {
    return { what, unit: 'MB/s', ours: median(mine), peer: median(peer), more: true }
  }
  return [
    row('log, 100 MB, as bytes (`streamPodLogs`)', ours.log, theirs.log),
    row('log, 100 MB, as lines with times and a cursor (`followLog`)', ours.lines, theirs.log),
    row('output of a command, 100 MB (`execStream`)', ours.exec, theirs.exec),
  ]

  async function preparePod(config: KubeConfig) {
    await createResourceClient(namespaces, { kubeConfig: config }).apply({ metadata: { name } })
    const script = `yes "$(head -c ${line} /dev/zero | tr '\\0' x)" | head -c ${bytes} | tee /tmp/big; sleep 86400`
    const container = { name: 'main', image: 'docker.io/library/busybox:latest', imagePullPolicy: 'IfNotPresent' }
    const spec = { terminationGracePeriodSeconds: 0, containers: [{ ...container, command: ['sh', '-c', script] }] }
    for (let attempt = 0; ; attempt++) {
      try {
        // The namespace's service account is made a moment after it.
        const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace: name }, spec }
        await createResourceClient(pods, { kubeConfig: config }).create(object)
        break
      } catch (error) {
        if (attempt > 20) throw error
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
    await run(program, [...common, 'wait', '--for=condition=Ready', '--timeout=60s', `pod/${pod}`])
    for (;;) {
      const { stdout } = await run(program, [...common, 'exec', pod, '--', 'stat', '-c', '%s', '/tmp/big'])
      if (Number(stdout) === bytes) return
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let read = 0
  for await (const chunk of chunks) read += chunk.length
  return read
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return (performance.now() - before) / 1000
}

/** Megabytes a second, without the time that is no work. */
async function rate(work: () => Promise<number | void>, idleSeconds = 0): Promise<number> {
  const took = await seconds(async () => {
    const read = await work()
    if (typeof read === 'number' && read < bytes) throw new Error(`Only ${read} of ${bytes} bytes came.`)
  })
  return bytes / 1e6 / (took - idleSeconds)
}
