import { pod } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { defaultContainer, terminalContainers } from './terminalContainers.ts'

test("init and debug containers are offered beside the pod's own, each with what it does", () => {
  const containers = terminalContainers(
    pod({
      containers: [
        { name: 'app', restarts: 2 },
        { name: 'proxy', state: 'waiting', reason: 'CrashLoopBackOff' },
      ],
      initContainers: [{ name: 'migrate', state: 'terminated', reason: 'Completed' }],
      ephemeralContainers: [{ name: 'debug-1' }],
    }),
  )
  expect(containers).toEqual([
    { name: 'app', kind: 'container', state: 'running', restarts: 2 },
    { name: 'proxy', kind: 'container', state: 'waiting', reason: 'CrashLoopBackOff', restarts: 0 },
    { name: 'migrate', kind: 'init', state: 'terminated', reason: 'Completed', exitCode: 0, restarts: 0 },
    { name: 'debug-1', kind: 'ephemeral', state: 'running', restarts: 0 },
  ])
})

test('a container whose state nobody has told yet is not said to run', () => {
  const { status: _status, ...fresh } = pod()
  expect(terminalContainers(fresh)).toEqual([{ name: 'app', kind: 'container', state: 'unknown', restarts: 0 }])
})

test('a shell goes to the annotated container, or to the first', () => {
  const two = pod({ containers: [{ name: 'mesh' }, { name: 'app' }] })
  expect(defaultContainer(two)).toBe('mesh')
  const annotate = (name: string) => ({
    ...two,
    metadata: { ...two.metadata, annotations: { 'kubectl.kubernetes.io/default-container': name } },
  })
  expect(defaultContainer(annotate('app'))).toBe('app')
  expect(defaultContainer(annotate('gone'))).toBe('mesh')
})
