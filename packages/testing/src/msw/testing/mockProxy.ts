import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createMockCluster, type MockCluster } from '../createMockCluster.ts'
import type { MockWorldOptions } from '../MockWorld.ts'

export const base = 'http://mock.test/api/v1'
/** Environments of the project that builders make them in. */
export const home = `${base}/clusters/-/namespaces/payments-checkout/environments`

/** Answers requests of the tests of a file by mock clusters; an unanswered one fails. */
export function useMockProxy(): (options?: MockWorldOptions) => MockCluster {
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  return (options = {}) => {
    const cluster = createMockCluster(options)
    server.use(...cluster.handlers)
    return cluster
  }
}

/** Sends a request with a JSON body and gives status and answer. */
export async function call(method: string, url: string, body?: unknown): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: response.status, answer: await response.json() }
}
