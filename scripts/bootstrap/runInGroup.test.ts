import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runInGroup } from './runInGroup.mjs'

const here = import.meta.dirname

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Starts a process that runs `shell` in a group, and reads the process id that the shell prints first. */
async function startOuter(shell: string) {
  const script = `
    import { runInGroup } from ${JSON.stringify(join(here, 'runInGroup.mjs'))}
    process.exitCode = await runInGroup('sh', { args: ['-c', ${JSON.stringify(shell)}], cwd: '/', env: process.env })
  `
  const outer = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(outer, 'exit') as Promise<[number | null, string | null]>
  const [line] = (await once(createInterface({ input: outer.stdout }), 'line')) as [string]
  const pid = Number(line)
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })
  return { outer, exited, pid }
}

test('the exit code of the program is passed on', async () => {
  expect(await runInGroup('sh', { args: ['-c', 'exit 7'], cwd: '/', env: process.env })).toBe(7)
})

test('a signal reaches the program once, and its way of ending is passed on', async () => {
  const { outer, exited } = await startOuter("trap 'exit 5' TERM; echo $$; while :; do sleep 0.05; done")
  outer.kill('SIGTERM')
  expect(await exited).toEqual([5, null])
})

test('what the program leaves behind ends with it', async () => {
  const { exited, pid } = await startOuter('sleep 600 >/dev/null & echo $!')
  expect((await exited)[0]).toBe(0)
  // Its process id lives on until the init process has taken note.
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 })
})

test('a program that can not be started rejects', async () => {
  await expect(runInGroup('no-such-program', { args: [], cwd: '/', env: process.env })).rejects.toThrow('ENOENT')
})
