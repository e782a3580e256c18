import { exec, execStream, getPodLogs, isExecError } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { followThrough } from './support/followThrough.ts'
import { openGate } from './support/openGate.ts'
import { rejection } from './support/rejection.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

/** Writes numbered lines for ever, some hundred a second. */
const counting =
  'i=0; while :; do i=$((i+1)); echo "line $i 🌱 grün"; if [ $((i % 20)) = 0 ]; then sleep 0.05; fi; done'
const subject = useSubject({ node: true }, async (subject) => {
  await runPod(subject, 'counter', { containers: [{ name: 'main', script: counting }] })
})
const follow = (pod: string, options: { idleMs?: number } = {}) =>
  followThrough(subject.kubeConfig, { namespace: subject.namespace, pods: { name: pod }, tailLines: 0, ...options })
const numberOf = (line = '') => Number(/^line (\d+) /.exec(line)?.[1])

/** Every line after the first one that was seen, each once and in order. */
function expectUnbroken(lines: readonly string[]) {
  const first = numberOf(lines[0])
  expect(lines).toEqual(lines.map((_, index) => `line ${first + index} 🌱 grün`))
}

describe('a log that is followed', () => {
  test.each([
    ['inside of a line', 3],
    ['inside of a character', 'line 1234 '.length + 2],
  ])('goes on after a connection that is cut %s: no line lost, none twice', async (_, bytes) => {
    await using log = await follow('counter')
    await eventually(() => expect(log.lines().length).toBeGreaterThan(10))
    const next = numberOf(log.lines().at(-1)) + 300
    await log.gate.cutInside(`line ${next} 🌱`, bytes)
    await eventually(() => expect(numberOf(log.lines().at(-1))).toBeGreaterThan(next + 300))
    expectUnbroken(log.lines())
  })

  test('goes on after a silence that no end was told of', async () => {
    await using log = await follow('counter', { idleMs: 1000 })
    await eventually(() => expect(log.lines().length).toBeGreaterThan(10))
    log.gate.stall()
    const before = log.lines().length
    await eventually(() => expect(log.lines().length).toBeGreaterThan(before + 500))
    expectUnbroken(log.lines())
  })

  test('goes on after its server was away', async () => {
    await using log = await follow('counter')
    await eventually(() => expect(log.lines().length).toBeGreaterThan(10))
    await log.gate.shut()
    const before = log.lines().length
    await eventually(async () => {
      const last = (await getPodLogs(subject.kubeConfig, { ...target('counter'), tailLines: 1 })).trim()
      expect(numberOf(last)).toBeGreaterThan(numberOf(log.lines().at(-1)) + 200)
    })
    await log.gate.open()
    await eventually(() => expect(log.lines().length).toBeGreaterThan(before + 500))
    expectUnbroken(log.lines())
  })

  test('goes on over the files of the kubelet, and marks what it could not have', async () => {
    const filler = 'x'.repeat(200)
    const script = `i=0; while :; do i=$((i+1)); echo "line $i ${filler}"; if [ $((i % 100)) = 0 ]; then sleep 0.05; fi; done`
    await runPod(subject, 'filler', { containers: [{ name: 'main', script }] })
    await using log = await followThrough(subject.kubeConfig, {
      namespace: subject.namespace,
      pods: { name: 'filler' },
    })
    const firstKept = async () => {
      const text = await getPodLogs(subject.kubeConfig, { ...target('filler'), limitBytes: 100 })
      return numberOf(text)
    }
    const rotated = await eventually(
      async () => {
        const first = await firstKept()
        expect(first).toBeGreaterThan(1)
        return first
      },
      { within: 50_000, every: 200 },
    )
    await eventually(() => expect(numberOf(log.lines().at(-1))).toBeGreaterThan(rotated + 2000))
    expectGapsMarked(log.told)
  })

  test('goes on with the next run of a container that was restarted', async () => {
    const script = 'i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo "line $i 🌱 grün"; done; sleep 1; exit 1'
    await runPod(subject, 'crasher', { containers: [{ name: 'main', script }], restartPolicy: 'Always' })
    await using log = await followThrough(subject.kubeConfig, {
      namespace: subject.namespace,
      pods: { name: 'crasher' },
    })
    await eventually(() => expect(log.lines().length).toBeGreaterThan(100))
    log.gate.cut()
    await eventually(() => expect(log.lines().length).toBeGreaterThanOrEqual(600), { within: 50_000 })
    const run = Array.from({ length: 200 }, (_, index) => `line ${index + 1} 🌱 grün`)
    expect(log.lines().slice(0, 600)).toEqual([...run, ...run, ...run])
    expect(log.told.indexOf('<container-restarted>')).toBeGreaterThanOrEqual(200)
  })
})

describe('a command whose connection is cut', () => {
  test('is told as lost, after what had come, and leaves no connection', async () => {
    await using opened = await openGate(subject.kubeConfig)
    const { gate, kubeConfig } = opened
    await using stream = await execStream(kubeConfig, {
      ...target('counter'),
      command: ['sh', '-c', 'echo first; sleep 60'],
    })
    const output = stream.stdout[Symbol.asyncIterator]()
    expect(Buffer.from((await output.next()).value ?? []).toString()).toBe('first\n')
    gate.cut()
    expect(await rejection(stream.status, isExecError)).toMatchObject({ code: 'ConnectionLost' })
    await eventually(() => expect(gate.connections).toBe(0))
  })

  test('is told as timed out where the connection has only fallen silent', async () => {
    await using opened = await openGate(subject.kubeConfig)
    const { gate, kubeConfig } = opened
    const running = exec(kubeConfig, {
      ...target('counter'),
      command: ['sleep', '60'],
      timeoutMs: 2000,
    })
    const outcome = rejection(running, isExecError)
    await eventually(() => expect(gate.connections).toBe(1))
    gate.stall()
    expect(await outcome).toMatchObject({ code: 'TimedOut' })
    await eventually(() => expect(gate.connections).toBe(0))
  })
})

function target(pod: string) {
  return { namespace: subject.namespace, pod }
}

/** Lines come once and in order, and none is missing but where a state stands in between. */
function expectGapsMarked(told: readonly string[]) {
  const faults: string[] = []
  let last = 0
  let isMarked = false
  for (const line of told) {
    if (line.startsWith('<')) {
      isMarked = true
      continue
    }
    const number = numberOf(line)
    if (number <= last || (number > last + 1 && !isMarked)) faults.push(`${number} after ${last}`)
    last = number
    isMarked = false
  }
  expect(faults).toEqual([])
}
