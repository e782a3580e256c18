import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestMachine, type TestMachine } from './machineTest.ts'
import { scripts } from './scripts.ts'

/** A shell of this computer that keeps to POSIX. */
const reference = (() => {
  try {
    execFileSync('dash', ['-c', ':'])
    return 'dash'
  } catch {
    return 'sh'
  }
})()

describe(`the simulated shell does as ${reference} does:`, () => {
  let simulated: TestMachine
  let folder: string
  beforeAll(() => {
    simulated = createTestMachine()
    folder = mkdtempSync(join(tmpdir(), 'catalyst-shell-'))
  })
  afterAll(() => {
    simulated[Symbol.dispose]()
    rmSync(folder, { recursive: true })
  })

  test.each(scripts.map((script, index) => [script.split('\n')[0], script, index] as const))(
    '%s',
    async (_title, script, index) => {
      const own = mkdtempSync(join(folder, 's'))
      const real = spawnSync(reference, ['-c', script], {
        cwd: own,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: '/root', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
        input: '',
      })
      const { stdout, code } = await simulated.run(`mkdir -p /tmp/s${index} && cd /tmp/s${index} || exit 99\n${script}`)
      const expected = { stdout: real.stdout, code: real.status ?? 128 }
      expect({ stdout, code }).toEqual(expected)
    },
  )
})
