import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code)

test.concurrent.each(examples.map((code, index) => [index + 1, code] as const))(
  'example %i of the README runs',
  async (_, code) => {
    const args = ['--conditions=@catalyst/source', '--input-type=module-typescript', '--eval', code]
    const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: root })
    expect(stderr).toBe('')
  },
)

test('the README has examples', () => {
  expect(examples.length).toBeGreaterThan(2)
})
