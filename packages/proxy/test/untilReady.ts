import { expect } from 'vitest'
import type { TestProxy } from './startProxy.ts'

/** Waits until the watches are live, so that a test knows that it reads from the cache; forgets what was asked upstream so far. */
export async function untilReady(started: TestProxy): Promise<void> {
  const status = async () => (await started.proxy.app.request('/readyz')).status
  await expect.poll(status, { timeout: 10_000 }).toBe(200)
  started.api.requests.length = 0
}
