import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.ts'

/** Installs applications into a folder that is removed after the tests of a file. */
export function useConsumers(): (fixture: string, options?: { over?: string }) => Promise<Consumer> {
  let into = ''
  beforeAll(async () => {
    into = await mkdtemp(path.join(tmpdir(), 'catalyst-consumers-'))
  })
  afterAll(() => rm(into, { recursive: true, force: true }))
  return (fixture, { over } = {}) => installConsumer(fixture, { into, over, tarballs: inject('tarballs') })
}
