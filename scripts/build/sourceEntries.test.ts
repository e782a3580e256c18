import { expect, test } from 'vitest'
import { sourceEntries } from './sourceEntries.ts'

test('each export with a TypeScript source becomes an entry', () => {
  const exports = {
    '.': { '@catalyst/source': './src/index.ts', default: './dist/index.js' },
    './exec-frames': { '@catalyst/source': './src/exec-frames.ts', default: './dist/exec-frames.js' },
    './style.css': { '@catalyst/source': './src/style.css', default: './dist/style.css' },
    './package.json': './package.json',
  }
  expect(sourceEntries({ exports })).toEqual({ index: 'src/index.ts', 'exec-frames': 'src/exec-frames.ts' })
})

test('an export with a source and nothing else is not built', () => {
  const exports = { './demo': { '@catalyst/source': './src/demo/index.ts' } }
  expect(sourceEntries({ exports })).toEqual({})
})

test('a package without exports has no entries', () => {
  expect(sourceEntries({})).toEqual({})
})
