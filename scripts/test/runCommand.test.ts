import { expect, test } from 'vitest'
import { runCommand } from './runCommand.ts'

test('a command gives its exit code and what it printed', async () => {
  const { signal } = new AbortController()
  const result = await runCommand(['sh', '-c', 'echo out; echo err >&2; exit 3'], { signal, output: 'result' })
  expect(result.code).toBe(3)
  expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out'])
})

test('an aborted command ends with everything that it started', async () => {
  const controller = new AbortController()
  const running = runCommand(['sh', '-c', 'sleep 600 & wait'], { signal: controller.signal, output: 'result' })
  controller.abort()
  // It resolves when the output is closed, which the sleeping grandchild holds open as well.
  expect((await running).code).toBe(1)
})

test('a command that does not exist has failed', async () => {
  const { signal } = new AbortController()
  expect(await runCommand(['no-such-program'], { signal, output: 'result' })).toMatchObject({ code: 127 })
})
