import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { refuseUpgrade } from '../refuseUpgrade.ts'
import type { Upgrade } from '../Upgrade.ts'

export interface AcceptedSpdy {
  readonly socket: Duplex
  /** What the streams are for; '' where the client named nothing. */
  readonly protocol: string
}

const version = 'SPDY/3.1'

export function isSpdyRequest({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === version.toLowerCase()
}

/**
 * Completes the handshake of a connection that becomes SPDY.
 *
 * @returns nothing when none of what the client offers is spoken here
 */
export function acceptSpdy({ message, socket, head }: Upgrade, spoken: readonly string[]): AcceptedSpdy | undefined {
  const offered = [message.headers['x-stream-protocol-version'] ?? []].flat().join(',')
  const names = offered.split(',').map((each) => each.trim())
  const protocol = offered === '' ? '' : names.find((name) => spoken.includes(name))
  if (protocol === undefined) {
    const text = `unable to upgrade: unable to negotiate protocol: client supports [${names.join(' ')}], server accepts [${spoken.join(' ')}]`
    refuseUpgrade(socket, 403, text)
    return undefined
  }
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', `Upgrade: ${version}`]
  if (protocol !== '') lines.push(`X-Stream-Protocol-Version: ${protocol}`)
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  if (head.length > 0) socket.unshift(head)
  return { socket, protocol }
}
