import { createShellSession, type ShellSession } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ node: true }, async (subject) => {
  await runPod(subject, 'host', { containers: [{ name: 'main', script: 'sleep 3600' }] })
})
const open = (size = { columns: 80, rows: 24 }) =>
  createShellSession(subject.kubeConfig, { namespace: subject.namespace, pod: 'host', size })

/** Everything that a terminal was told to show so far. */
function watchScreen(session: ShellSession) {
  const chunks: Uint8Array[] = []
  const text = () => Buffer.concat(chunks).toString()
  const ended = (async () => {
    for await (const chunk of session.output) chunks.push(chunk)
  })()
  return { text, ended, shows: (expected: string | RegExp) => eventually(() => expect(text()).toMatch(expected)) }
}

test('a shell answers, and its exit code is that of the session', async () => {
  await using session = await open()
  const screen = watchScreen(session)
  await session.stdin.write('echo $((6*7))\r')
  await screen.shows(/\r\n42\r\n/)
  await session.stdin.write('exit 3\r')
  expect(await session.exitCode).toBe(3)
  await screen.ended
})

test('a terminal has the size that it was opened with, and the one it is given later', async () => {
  await using session = await open({ columns: 100, rows: 30 })
  const screen = watchScreen(session)
  await session.stdin.write('stty size\r')
  await screen.shows(/\r\n30 100\r\n/)
  session.resize({ columns: 132, rows: 43 })
  // The new size and the keys travel on different channels, so the shell may read one before it sees the other.
  await eventually(async () => {
    await session.stdin.write('stty size\r')
    await eventually(() => expect(screen.text()).toMatch(/\r\n43 132\r\n/), { within: 1000 })
  })
})

test('what a terminal shows is one stream, in order', async () => {
  await using session = await open()
  const screen = watchScreen(session)
  await session.stdin.write('for i in 1 2 3; do echo "out $i"; echo "err $i" >&2; done\r')
  await screen.shows(/out 1\r\nerr 1\r\nout 2\r\nerr 2\r\nout 3\r\nerr 3\r\n/)
})

test('keys reach what runs: an interrupt ends it and leaves the shell', async () => {
  await using session = await open()
  const screen = watchScreen(session)
  // What is typed before the prompt is shown twice, and not in one piece.
  await screen.shows(/[#$] /)
  await session.stdin.write('sleep 3600; echo "ended $?"\r')
  await screen.shows('sleep 3600')
  await session.stdin.write('\u0003')
  await session.stdin.write('echo still here\r')
  await screen.shows(/\r\nstill here\r\n/)
})
