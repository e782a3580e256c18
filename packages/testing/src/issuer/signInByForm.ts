import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Person {
  name: string
  password: string
}

interface Page {
  status: number
  location: string | undefined
  html: string
}

/** A person's way through login and consent, with cookies but without a browser. Ends where the provider sends them away. */
export async function signInByForm(start: string, { name, password, ca }: Person & { ca: string }): Promise<string> {
  const { origin } = new URL(start)
  const cookies = new Map<string, string>()
  let page = await ask(start)
  for (let step = 0; step < 10; step++) {
    if (page.location !== undefined) {
      const next = new URL(page.location, origin)
      if (next.origin !== origin) return next.href
      page = await ask(next.href)
      continue
    }
    const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1]
    if (page.status !== 200 || action === undefined)
      throw new Error(`The provider refused with ${page.status}: ${page.html.slice(0, 300)}`)
    page = await ask(new URL(action, origin).href, new URLSearchParams({ name, password }).toString())
  }
  throw new Error('The provider went in circles.')

  async function ask(url: string, form?: string): Promise<Page> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const sent = request(url, {
      ca,
      agent: false,
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        cookie,
        accept: 'text/html',
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    sent.on('response', resolve).on('error', reject).end(form)
    const response = await promise
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(key)
      else cookies.set(key, value)
    }
    return { status: response.statusCode ?? 0, location: response.headers.location, html: await text(response) }
  }
}
