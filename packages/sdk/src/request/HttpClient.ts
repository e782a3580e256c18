import { isAbort } from '../errors/isAbort.ts'
import { NetworkError } from '../errors/NetworkError.ts'
import { readProblem } from '../errors/readProblem.ts'
import { isNode } from '../internals/isNode.ts'

export interface HttpClientOptions {
  baseUrl: string
  fetch?: typeof fetch | undefined
  headers?: (() => HeadersInit | Promise<HeadersInit>) | undefined
  credentials?: RequestCredentials | undefined
  token?: string | (() => string | undefined | Promise<string | undefined>) | undefined
}

export interface HttpRequest {
  method?: string | undefined
  headers?: Readonly<Record<string, string>> | undefined
  body?: string | undefined
  /** @default 'no-cache', which asks with the ETag of what the browser has */
  cache?: RequestCache | undefined
  signal?: AbortSignal | undefined
}

/** Sends requests to the proxy with the caller's credentials; an error status or no answer is thrown. */
export class HttpClient {
  readonly #options: HttpClientOptions

  constructor(options: HttpClientOptions) {
    this.#options = options
  }

  /** The absolute or same-origin URL of a path under `/api/v1`. */
  url(path: string): string {
    return `${this.#options.baseUrl.replace(/\/+$/, '')}/api/v1${path}`
  }

  /** @throws CatalystError for an error status, NetworkError for no answer, the signal's reason when it was aborted. */
  async send(
    path: string,
    { method = 'GET', headers: own, body, cache = 'no-cache', signal }: HttpRequest = {},
  ): Promise<Response> {
    const headers = await this.headers(own)
    const send = this.#options.fetch ?? globalThis.fetch
    let response: Response
    try {
      response = await send(this.url(path), {
        method,
        headers,
        credentials: this.#options.credentials ?? 'same-origin',
        cache,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      })
    } catch (cause) {
      if (signal?.aborted || isAbort(cause)) throw cause
      throw new NetworkError('The Catalyst proxy did not answer. Check that it is running and that you are online.', {
        cause,
      })
    }
    if (!response.ok) throw await readProblem(response)
    return response
  }

  async headers(own: Readonly<Record<string, string>> = {}): Promise<Headers> {
    const headers = new Headers(await this.#options.headers?.())
    for (const [name, value] of Object.entries(own)) headers.set(name, value)
    const token = await this.token()
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    // Browsers set it themselves; elsewhere the proxy would refuse writes and upgrades for want of it.
    const origin = this.origin()
    if (origin !== undefined && !headers.has('origin')) headers.set('origin', origin)
    return headers
  }

  async token(): Promise<string | undefined> {
    const { token } = this.#options
    return typeof token === 'function' ? await token() : token
  }

  /** The Origin to send, in Node alone: that of the proxy itself. */
  origin(): string | undefined {
    const { baseUrl } = this.#options
    return isNode && URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined
  }
}
