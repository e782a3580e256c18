import { expect, test } from 'vitest'
import * as kit from './index.ts'
import * as terminal from './terminal.ts'

interface ForwardRef {
  $$typeof: symbol
  render: (...given: never[]) => unknown
}

function isForwardRef(value: unknown): value is ForwardRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$$typeof' in value &&
    value.$$typeof === Symbol.for('react.forward_ref')
  )
}

test('an error in any component of the kit stays in it', () => {
  const components = Object.entries({ ...kit, ...terminal }).flatMap(([name, value]) =>
    isForwardRef(value) ? [[name, value.render.name] as const] : [],
  )
  expect(components.length).toBeGreaterThan(25)
  expect(components.filter(([, render]) => render !== 'Bounded').map(([name]) => name)).toEqual([])
})
