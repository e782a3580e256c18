import { beforeAll, expect, test } from 'vitest'
import type { Consumer } from './installConsumer.ts'
import { useConsumers } from './useConsumers.ts'

const install = useConsumers()
let consumer: Consumer

beforeAll(async () => {
  consumer = await install('node-versions')
})

test.each([20, 22, 24, 26])('the client loads in Node %i by require and by import, and works', async (major) => {
  // Each is a package that brings the binary of one version.
  const output = await consumer.run('npm', 'exec', '--yes', '--package', `node@${major}`, '--', 'node', 'load.cjs')
  expect(output).toMatch(new RegExp(`required and imported by v${major}\\.`))
})
