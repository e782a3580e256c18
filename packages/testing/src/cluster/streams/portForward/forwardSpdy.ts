import type { Duplex } from 'node:stream'
import { SpdyConnection, type SpdyStream } from '@catalyst/kubernetes-client/spdy'
import type { Forward } from './createForwarder.ts'

interface StreamPair {
  data?: SpdyStream
  error?: SpdyStream
}

/** Forwards over a connection on which a client opens two streams for each of its own: one for data, one for an error. */
export async function forwardSpdy(transport: Duplex, forward: Forward): Promise<void> {
  const pairs = new Map<string, StreamPair>()
  const connection = new SpdyConnection(transport, {
    role: 'server',
    onStream(stream) {
      const { type, port } = parseHeaders(stream)
      const id = requestId(stream, type)
      const pair: StreamPair = pairs.get(id) ?? {}
      if (pair[type] !== undefined) throw new RangeError(`The ${type} stream of request ${id} is there already.`)
      pair[type] = stream
      pairs.set(id, pair)
      const { data, error } = pair
      if (data === undefined || error === undefined) return
      pairs.delete(id)
      void forwardPair(forward(port, data), { data, error })
    },
  })
  await connection.closed
}

async function forwardPair(forwarding: Promise<string | undefined>, { data, error }: Required<StreamPair>) {
  const failure = await forwarding
  // In the order of containerd: the end of the data, and then why.
  data.end()
  if (failure !== undefined) error.write(failure)
  error.end()
  // What the client still sends is of no use; a stream that nobody reads would hold back all others.
  data.resume()
  error.resume()
}

/** @throws RangeError when a header is missing or wrong */
function parseHeaders({ headers }: SpdyStream): { type: 'data' | 'error'; port: number } {
  const { port: text = '', streamtype: type } = headers
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 0xffff) throw new RangeError(`"${text}" is no port.`)
  if (type !== 'data' && type !== 'error') throw new RangeError(`"${type}" is no type of a stream.`)
  return { type, port }
}

/** Clients from before there were ids open the data stream right after that for an error. */
function requestId({ headers, id }: SpdyStream, type: 'data' | 'error'): string {
  return headers['requestid'] ?? String(type === 'error' ? id : id - 2)
}
