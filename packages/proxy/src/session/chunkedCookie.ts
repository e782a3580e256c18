import { parse, serialize } from 'hono/utils/cookie'

/** A browser keeps 4096 bytes of a cookie, name and attributes included (RFC 6265, 6.1). */
const chunkLength = 3800
/** Node.js takes 16 KiB of headers in all, and refuses everything of whoever sends more. */
const maxChunks = 3

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** Names, from the second on with their number: `__Host-a`, `__Host-a.1`. */
function nameOf(name: string, index: number): `__Host-${string}` {
  return index === 0 ? `__Host-${name}` : `__Host-${name}.${index}`
}

/** The value of a cookie that may have come in pieces; `undefined` where it isn't there. */
export function readCookie(header: string | null, name: string): string | undefined {
  const cookies = parse(header ?? '')
  let value: string | undefined
  for (let index = 0; index < maxChunks; index++) {
    const chunk = cookies[nameOf(name, index)]
    if (chunk === undefined) break
    value = (value ?? '') + chunk
  }
  return value
}

/** Whether a value fits into what a browser keeps and this server takes. */
export function fitsCookie(value: string): boolean {
  return value.length <= chunkLength * maxChunks
}

/**
 * Adds `Set-Cookie` for a value, in pieces where it is long; `''` takes the cookie back. Pieces of an earlier, longer
 * value are taken back with it.
 *
 * @param endsAt when a browser forgets it by itself
 */
export function writeCookie(answer: Headers, name: string, { value, endsAt }: { value: string; endsAt?: Date }): void {
  for (let index = 0; index < maxChunks; index++) {
    const chunk = value.slice(index * chunkLength, (index + 1) * chunkLength)
    const maxAge = chunk === '' ? 0 : secondsUntil(endsAt)
    answer.append(
      'set-cookie',
      serialize(nameOf(name, index), chunk, { ...attributes, ...(maxAge !== undefined && { maxAge }) }),
    )
  }
}

function secondsUntil(time: Date | undefined): number | undefined {
  return time === undefined ? undefined : Math.max(0, Math.ceil((time.getTime() - Date.now()) / 1000))
}
