import { expect, test } from 'vitest'
import { releaseNotes } from './releaseNotes.ts'

const api = `# @catalyst/api

## 1.1.0

### Minor Changes

- 1234567: Environments can be paused.

  They keep their volumes.

### Patch Changes

- 89abcde: Say which host is meant.

## 1.0.0

### Major Changes

- 0000000: The first.
`
const sdk = `# @catalyst/sdk

## 1.1.0

### Minor Changes

- 1234567: Environments can be paused.

  They keep their volumes.

### Patch Changes

- Updated dependencies [1234567]
  - @catalyst/api@1.1.0
`

test('what several packages say of a version stands in its notes once', () => {
  expect(releaseNotes('1.1.0', [api, sdk])).toBe(`## Minor Changes

- 1234567: Environments can be paused.

  They keep their volumes.

## Patch Changes

- 89abcde: Say which host is meant.
`)
})

test('a version that no changelog knows has no notes', () => {
  expect(releaseNotes('2.0.0', [api, sdk])).toBe('')
})
