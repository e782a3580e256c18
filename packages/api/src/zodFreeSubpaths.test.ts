import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

type Condition = Record<string, unknown>

const root = resolve(import.meta.dirname, '..')
const subpaths = Object.entries(manifest.exports as Record<string, string | Condition>)
  .filter(([subpath]) => subpath !== '.' && subpath !== './package.json')
  .map(([subpath, conditions]) => ({
    subpath,
    source: resolve(root, (conditions as Condition)['@catalyst/source'] as string),
  }))

/** Every module that a module loads at run time, as written, over all files that it reaches. */
function importsOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const statements = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s(?!type\s)(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm,
  )
  return [...statements].flatMap(([, specifier = '']) =>
    specifier.startsWith('.') ? importsOf(resolve(dirname(file), specifier), seen) : [specifier],
  )
}

describe('subpaths that browsers run', () => {
  test('there are some, and the root does load zod, so this test sees what it looks for', () => {
    expect(subpaths.map(({ subpath }) => subpath)).toContain('./labels')
    expect(importsOf(resolve(root, 'src/index.ts'))).toContain('zod')
  })

  test.each(subpaths)('$subpath loads no package at all', ({ source }) => {
    expect(importsOf(source)).toEqual([])
  })
})
