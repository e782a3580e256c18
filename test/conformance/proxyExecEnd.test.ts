import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { useProxiedPods } from './support/proxiedPods.ts'

/** What takes a real container: its process table, seen from inside, and a file system that holds one program alone. */
const there = useProxiedPods(async ({ run }) => {
  await run('host', { containers: [{ name: 'main', script: 'sleep 86400' }] })
})
const command = (...words: string[]) => words.map((word) => `command=${encodeURIComponent(word)}`).join('&')
const processes = () =>
  there.cluster.kubectl(['exec', 'host', `--namespace=${there.namespace}`, '--', 'ps', '-o', 'args'])
const noteOf = (word: string) =>
  eventually(() => {
    const record = there.audited.find(
      ({ operation, command: words }) => operation === 'openExec.end' && words?.includes(word),
    )
    if (record === undefined) throw new Error(`No record tells of the end of ${word}.`)
    return record.note
  })

test.each([
  { how: 'in a terminal', query: `tty=true&stdin=true&${command('sleep', '70001')}`, word: '70001' },
  { how: 'without one', query: `tty=false&${command('sleep', '70002')}`, word: '70002' },
  { how: 'with a child', query: `tty=false&${command('sh', '-c', 'sleep 70003; true')}`, word: 'sleep 70003; true' },
])('a command that its client leaves, $how, does not outlive it', async ({ query, word }) => {
  const running = await there.exec('host', query)
  await eventually(async () => expect(await processes()).toContain(word))
  running.socket.close(1000)
  expect(await noteOf(word)).toMatch(/(was|had) ended|no process/)
  expect(await processes()).not.toContain(word)
})

test('of two commands that are alike none is touched, and the record says that one may remain', async () => {
  const query = `tty=false&${command('sleep', '70004')}`
  const [first, second] = await Promise.all([there.exec('host', query), there.exec('host', query)])
  await eventually(async () => expect((await processes()).match(/70004/g)).toHaveLength(2))
  first.socket.close(1000)
  expect(await noteOf('70004')).toContain('it may remain')
  expect((await processes()).match(/70004/g)).toHaveLength(2)
  await second[Symbol.asyncDispose]()
})

test('a shell that its client leaves takes with it what runs in it, also what ignores hanging up', async () => {
  const shell = await there.exec('host', '')
  await shell.shows(/[#$] /)
  shell.type("trap '' HUP; sleep 70005 & sleep 70006\r")
  await eventually(async () => expect(await processes()).toMatch(/sleep 70005[^]*sleep 70006/))
  shell.socket.close(1000)
  await eventually(async () => expect(await processes()).not.toMatch(/sleep 7000[56]/))
  const record = await eventually(() => {
    const found = there.audited.find(({ operation, command: words }) => operation === 'openExec.end' && !words)
    expect(found).toBeDefined()
    return found
  })
  expect(record?.note).toContain('The shell was ended with all that ran in it.')
})

test('a container without any shell says so in plain words', async () => {
  const image = { image: 'docker.io/library/busybox:latest', imagePullPolicy: 'IfNotPresent' }
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'bare' },
    spec: {
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      volumes: [{ name: 'programs', emptyDir: {} }],
      initContainers: [
        {
          ...{ name: 'copy', ...image, command: ['cp', '/bin/busybox', '/programs/sleep'] },
          volumeMounts: [{ name: 'programs', mountPath: '/programs' }],
        },
      ],
      containers: [
        {
          ...{ name: 'main', ...image, command: ['sleep', '86400'] },
          volumeMounts: [{ name: 'programs', mountPath: '/bin' }],
        },
      ],
    },
  }
  await there.cluster.kubectl(['create', '--filename=-', `--namespace=${there.namespace}`], {
    input: JSON.stringify(pod),
  })
  const ready = ['wait', '--for=condition=Ready', '--timeout=50s', 'pod/bare', `--namespace=${there.namespace}`]
  await there.cluster.kubectl(ready)
  await using shell = await there.exec('bare', '')
  expect(await shell.ended).toMatchObject({
    ...{ status: 'Failure', reason: 'CommandNotFound' },
    message: expect.stringMatching(/no shell in container "main".*neither bash nor sh.*debug container/),
  })
})
