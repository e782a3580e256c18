import { finished } from 'node:stream/promises'
import { SpdyConnection, type SpdyStream } from '@catalyst/kubernetes-client/spdy'
import type { ByteSource } from '../../machine/ByteStream.ts'
import type { AcceptedSpdy } from '../spdy/acceptSpdy.ts'
import { createStreamSink } from '../spdy/createStreamSink.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import { commandStatus } from './commandStatus.ts'
import { createResizes } from './createResizes.ts'

/** How long a client may take to open its streams: kubelet's limit. */
const patienceMs = 30_000

/** Those of old that do not know sizes, or statuses. */
const withoutResize = ['', 'channel.k8s.io', 'v2.channel.k8s.io']
const withoutStatus = [...withoutResize, 'v3.channel.k8s.io']

/** The channels of a command over SPDY: a stream for each, opened by the client. */
export async function openCommandSpdy(
  { socket, protocol }: AcceptedSpdy,
  options: CommandOptions,
  signal: AbortSignal,
): Promise<CommandChannels | undefined> {
  const wanted = new Set(['error'])
  for (const name of ['stdin', 'stdout', 'stderr'] as const) if (options[name]) wanted.add(name)
  if (options.tty && !withoutResize.includes(protocol)) wanted.add('resize')

  const streams = new Map<string, SpdyStream>()
  const complete = Promise.withResolvers<boolean>()
  const connection = new SpdyConnection(socket, {
    role: 'server',
    onStream(stream) {
      streams.set(stream.headers['streamtype'] ?? '', stream)
      if ([...wanted].every((name) => streams.has(name))) complete.resolve(true)
    },
  })
  const gone = new AbortController()
  void connection.closed.then(() => {
    gone.abort()
    complete.resolve(false)
  })
  const timer = setTimeout(() => complete.resolve(false), patienceMs)
  const isComplete = await complete.promise
  clearTimeout(timer)
  if (!isComplete) {
    connection.destroy()
    return undefined
  }

  const resizes = createResizes()
  streams.get('resize')?.on('data', resizes.push)
  const [stdin, stdout, stderr] = ['stdin', 'stdout', 'stderr'].map((name) => streams.get(name))
  return {
    stdin: stdin && readAll(stdin),
    stdout: stdout && createStreamSink(stdout),
    stderr: stderr && createStreamSink(stderr),
    onResize: resizes.listen,
    signal: AbortSignal.any([signal, gone.signal]),
    async finish(outcome) {
      const status = commandStatus(outcome, { isTranslated: false, argv: options.argv })
      const text = withoutStatus.includes(protocol) ? (status.message ?? '') : JSON.stringify(status)
      const errors = streams.get('error')
      if (text !== '') errors?.write(text)
      // What is on its way, and the end of each stream, go before the goodbye.
      await Promise.all([...streams.values()].map(endStream))
      connection.close()
      await connection.closed
    },
  }
}

async function endStream(stream: SpdyStream): Promise<void> {
  stream.end()
  await finished(stream, { readable: false }).catch(() => undefined)
}

/** A stream that is cut ends, as far as its reader is concerned. */
async function* readAll(stream: SpdyStream): ByteSource {
  try {
    yield* stream as AsyncIterable<Uint8Array>
  } catch {
    // The client has gone.
  }
}
