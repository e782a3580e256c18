import type { Environment } from '@catalyst/api'
import { expect, test } from 'vitest'
import { asServerSends } from '../../test/asServerSends.ts'
import { environmentOf } from '../../test/builders.ts'
import { StatusDraft } from './StatusDraft.ts'

const now = new Date('2026-01-01T10:00:00Z')
const later = new Date('2026-01-01T11:00:00Z')
const accepted = {
  type: 'Accepted',
  status: 'True',
  reason: 'ProjectFound',
  message: 'It belongs to acme/shop.',
} as const

function passOver(status: Environment['status'], at: Date): Environment['status'] {
  const draft = new StatusDraft({ ...environmentOf(), ...(status !== undefined && { status }) }, at)
  draft.condition(accepted)
  draft.enter('Deploying', 'It waits.')
  return draft.finish()
}

test('a status that says the same in another order of keys, as an API server sends it, is not written again', () => {
  const written = passOver(undefined, now)
  expect(written).toMatchObject({ phase: 'Deploying', updatedAt: '2026-01-01T10:00:00Z' })
  expect(passOver(asServerSends(written), later)).toBeUndefined()
})

test('a status that says something else is written, with its time', () => {
  const written = passOver({ ...passOver(undefined, now), message: 'It begins.' }, later)
  expect(written).toMatchObject({ message: 'It waits.', updatedAt: '2026-01-01T11:00:00Z' })
})
