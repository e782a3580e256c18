import { getPodLogs, isKubernetesError, isNotFound, streamPodLogs } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { rejection } from './support/rejection.ts'
import { getPod, runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

const ended = 'writer'
const subject = useSubject({ node: true }, async (subject) => {
  const script =
    'echo early; sleep 2; i=1; while [ $i -le 50 ]; do echo "line $i"; i=$((i+1)); done; printf "grün 🌱 unfinished"'
  await runPod(subject, ended, { containers: [{ name: 'main', script }], until: 'Succeeded' })
})
const log = (pod: string, options: Partial<Parameters<typeof getPodLogs>[1]> = {}) =>
  getPodLogs(subject.kubeConfig, { namespace: subject.namespace, pod, ...options })
const lines = (text: string) => text.split('\n').slice(0, -1)

describe('the log of a container that has ended', () => {
  test('is all that it wrote, byte for byte', async () => {
    const expected = ['early', ...Array.from({ length: 50 }, (_, index) => `line ${index + 1}`), 'grün 🌱 unfinished']
    expect(await log(ended)).toBe(expected.join('\n'))
  })

  test('can be cut to lines from the end', async () => {
    expect(await log(ended, { tailLines: 3 })).toBe('line 49\nline 50\ngrün 🌱 unfinished')
    expect(await log(ended, { tailLines: 0 })).toBe('')
  })

  test('can begin every line with its time, and times do not go back', async () => {
    const times = (await log(ended, { timestamps: true })).split('\n').map((line) => line.slice(0, line.indexOf(' ')))
    expect(times).toHaveLength(52)
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/)
    const instants = times.map((time) => Date.parse(time))
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
  })

  test('can begin at a time', async () => {
    const late = lines(await log(ended, { timestamps: true })).find((line) => line.endsWith(' line 1')) ?? ''
    const sinceTime = late.slice(0, late.indexOf(' '))
    expect(lines(await log(ended, { sinceTime }))[0]).toBe('line 1')
  })

  test('can begin some seconds ago', async () => {
    expect(await log(ended, { sinceSeconds: 3600 })).toBe(await log(ended))
    await eventually(async () => expect(await log(ended, { sinceSeconds: 1 })).toBe(''))
  })

  test('can be cut to a number of bytes', async () => {
    expect(await log(ended, { limitBytes: 9 })).toBe('early\nlin')
  })

  test('ends at once when it is followed', async () => {
    expect(await collect(ended)).toBe(await log(ended))
  })
})

test('following gives every line in order and ends with the container', async () => {
  const script = 'i=1; while [ $i -le 300 ]; do echo "line $i"; [ $((i % 30)) = 0 ] && sleep 0.2; i=$((i+1)); done'
  await runPod(subject, 'teller', { containers: [{ name: 'main', script }] })
  const text = await collect('teller')
  expect(lines(text)).toEqual(Array.from({ length: 300 }, (_, index) => `line ${index + 1}`))
})

test('the run before is there after a restart', async () => {
  const script = 'echo "run of $(cat /proc/sys/kernel/random/uuid)"; sleep 1; exit 3'
  await runPod(subject, 'crasher', { containers: [{ name: 'main', script }], restartPolicy: 'Always' })
  const first = await eventually(async () => {
    const text = await log('crasher')
    expect(text).toContain('run of')
    return text
  })
  await eventually(async () =>
    expect((await getPod(subject, 'crasher')).status?.containerStatuses?.[0]?.restartCount).toBe(1),
  )
  expect(await log('crasher', { previous: true })).toBe(first)
  await eventually(async () => expect(await log('crasher')).toContain('run of'))
  expect(await log('crasher')).not.toBe(first)
})

describe('there is no log', () => {
  test('of a pod that is not there', async () => {
    expect(await rejection(log('nobody'), isNotFound)).toMatchObject({ details: { kind: 'pods', name: 'nobody' } })
  })

  test('of a container that is not there', async () => {
    expect(await rejection(log(ended, { container: 'side' }), isKubernetesError)).toMatchObject({ status: 400 })
  })

  test('of an earlier run that was never', async () => {
    expect(await rejection(log(ended, { previous: true }), isKubernetesError)).toMatchObject({ status: 400 })
  })

  test('of a pod with several containers, unless one is named', async () => {
    const containers = ['one', 'two'].map((name) => ({ name, script: `echo ${name}` }))
    await runPod(subject, 'pair', { containers, until: 'Succeeded' })
    expect(await rejection(log('pair'), isKubernetesError)).toMatchObject({ status: 400 })
    expect(await log('pair', { container: 'two' })).toBe('two\n')
  })
})

async function collect(pod: string): Promise<string> {
  const chunks: Uint8Array[] = []
  const stream = streamPodLogs(subject.kubeConfig, { namespace: subject.namespace, pod, follow: true })
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
