import { Agent, fetch } from 'undici'

/** No answer of a provider is larger: its description, its keys, its tokens. */
const maxBytes = 1024 * 1024
const timeoutMs = 10_000

type Init = NonNullable<Parameters<typeof fetch>[1]>

/** Asks the provider: by its own authority where one is given, within limits of time and size, and without following it elsewhere. */
export function createProviderFetch(ca: string | undefined) {
  const dispatcher = new Agent({
    connect: { timeout: timeoutMs, ...(ca !== undefined && { ca }) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: maxBytes,
  })
  return async function providerFetch(url: string, init: object): Promise<Response> {
    // Both come from the same source; only their declarations differ.
    return (await fetch(url, { ...(init as Init), dispatcher, redirect: 'manual' })) as unknown as Response
  }
}
