import { expect, test } from 'vitest'
import { chooseDefault } from './chooseDefault.ts'
import type { ClusterSource } from './ClusterSource.ts'

const variable = (name: string) => ({ name, kind: 'variable' as ClusterSource['kind'] })
const context = (name: string) => ({ name, kind: 'context' as ClusterSource['kind'] })
const current = (name: string) => ({ name, kind: 'current-context' as ClusterSource['kind'] })

test.each([
  ['PRODUCTION before all others', ['MAIN', 'PRIMARY', 'PROD', 'PRODUCTION', 'A'].map(variable), 'PRODUCTION'],
  ['PROD next', ['A', 'MAIN', 'PRIMARY', 'PROD'].map(variable), 'PROD'],
  ['then PRIMARY', ['A', 'MAIN', 'PRIMARY'].map(variable), 'PRIMARY'],
  ['then MAIN', ['A', 'MAIN'].map(variable), 'MAIN'],
  ['in any case', ['A', 'primary'].map(variable), 'primary'],
  ['then the first variable', ['B', 'C'].map(variable), 'B'],
  ['a variable before a context', [variable('B'), current('here')], 'B'],
  ['the current context before others', [context('PRODUCTION'), current('here')], 'here'],
  ['the first context where none is current', [context('one'), context('two')], 'one'],
])('%s', (_, sources, expected) => {
  expect(chooseDefault(sources)?.name).toBe(expected)
})

test('none where nothing is configured', () => {
  expect(chooseDefault([])).toBeUndefined()
})
