import { expect, test } from 'vitest'
import { readExports } from './readExports.ts'

test('values that a barrel exports are read with the module that they come from, types and second names are not', () => {
  const source = `
    // Components.
    export { Badge, type BadgeProps } from './Badge.tsx'
    export type { Words } from './words.ts'
    export {
      List,
      rows as listRows,
    } from './List.tsx'
  `
  expect(readExports(source)).toEqual([
    { name: 'Badge', from: './Badge.tsx' },
    { name: 'List', from: './List.tsx' },
  ])
})
