import { expect, test } from 'vitest'
import type { Environment } from '@catalyst/api'
import { createClock } from '../../cluster/clock/createClock.ts'
import { startDemo } from '../startDemo.ts'

const resource = 'environments.catalyst.catalyst.dev'

test('people push, open and close, and what they leave does not pile up', async () => {
  const clock = createClock({ now: Date.UTC(2026, 0, 2, 12), stopped: true })
  const errors: unknown[] = []
  await using demo = await startDemo({ clock, seed: 'test', onError: (error) => errors.push(error) })
  const { api } = demo.cluster
  const changes: string[] = []
  using _watch = api.watch(resource, ({ type, object }) => {
    if (type !== 'MODIFIED') changes.push(`${type} ${object.metadata.name}`)
  })
  const commitOf = () => {
    const { spec } = api.get(resource, { namespace: 'acme-storefront', name: 'pr-131' }) as unknown as Environment
    return spec.sources?.[0]?.commitSha
  }
  const before = commitOf()
  await clock.advance(8 * 60_000)
  expect(commitOf()).not.toBe(before)
  expect(changes).toContain('ADDED pr-141')
  expect(changes).toContain('DELETED pr-141')
  const open = api.list(resource).filter(({ metadata }) => /^pr-14\d$/.test(metadata.name))
  expect(open.length).toBeLessThanOrEqual(3)
  expect(errors).toEqual([])
}, 60_000)
