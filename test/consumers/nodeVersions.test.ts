import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.ts'
import { packPackages } from './packPackages.ts'

let into: string
let consumer: Consumer

beforeAll(async () => {
  into = await mkdtemp(path.join(tmpdir(), 'catalyst-consumers-'))
  consumer = await installConsumer('node-versions', { into, tarballs: await packPackages(into) })
})

afterAll(() => rm(into, { recursive: true, force: true }))

test.each([20, 22, 24, 26])('the client loads in Node %i by require and by import, and works', async (major) => {
  // Each is a package that brings the binary of one version.
  const output = await consumer.run('npm', 'exec', '--yes', '--package', `node@${major}`, '--', 'node', 'load.cjs')
  expect(output).toMatch(new RegExp(`required and imported by v${major}\\.`))
})
