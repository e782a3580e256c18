import { expect, test } from 'vitest'
import { matchesEtag } from './matchesEtag.ts'

test.each(['W/"a"', '"a"', '"x", W/"a"', '*'])('%s matches', (header) => {
  expect(matchesEtag(header, 'W/"a"')).toBe(true)
})

test.each(['W/"b"', '', 'a', undefined])('%s does not match', (header) => {
  expect(matchesEtag(header, 'W/"a"')).toBe(false)
})
