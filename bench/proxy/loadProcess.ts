import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { LoadOrder, LoadFigures } from './LoadOrder.ts'

/**
 * Asks one URL over and over on connections that are kept alive, one request at a time on each. It looks for the end of an
 * answer and at nothing else of it, so that a server can be busier than the one who asks: it takes a tenth of what a server spends
 * on the smallest answers, where general load generators take more than the server.
 */
class Asker {
  readonly milliseconds: number[] = []
  bytes = 0
  #socket: Socket
  #request: Buffer
  #status: string
  /** Bytes still to come; -1 in an answer in chunks; `undefined` before its head. */
  #left: number | undefined
  #head: Buffer = Buffer.alloc(0)
  #began = 0
  #done: () => void = () => undefined
  #fail: (error: Error) => void = () => undefined

  constructor(socket: Socket, request: string, status: number) {
    this.#socket = socket
    this.#request = Buffer.from(request)
    this.#status = String(status)
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('close', () => this.#fail(new Error('The server hung up.')))
  }

  async run(until: number): Promise<void> {
    while (performance.now() < until) {
      this.#began = performance.now()
      this.#left = undefined
      const answered = new Promise<void>((resolve, reject) => {
        this.#done = resolve
        this.#fail = reject
      })
      this.#socket.write(this.#request)
      await answered
      this.milliseconds.push(performance.now() - this.#began)
    }
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length
    if (this.#left === undefined) {
      const data = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk])
      const end = data.indexOf('\r\n\r\n')
      if (end < 0) {
        this.#head = data
        return
      }
      this.#head = Buffer.alloc(0)
      const head = data.toString('latin1', 0, end)
      if (head.slice(9, 12) !== this.#status) return this.#fail(new Error(`The answer is ${head.slice(9, 12)}.`))
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
      this.#left = head.startsWith('HTTP/1.1 304') ? 0 : length === undefined ? -1 : Number(length)
      chunk = data.subarray(end + 4)
    }
    if (this.#left >= 0) {
      this.#left -= chunk.length
      if (this.#left <= 0) this.#done()
    } else if (chunk.subarray(-5).equals(lastChunk)) this.#done()
  }
}

const lastChunk = Buffer.from('0\r\n\r\n')

async function load({ url, headers, connections, seconds, status }: LoadOrder): Promise<LoadFigures> {
  const { hostname, port, host, pathname, search } = new URL(url)
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`
  const askers = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ host: hostname, port: Number(port) })
      await once(socket, 'connect')
      return { socket, asker: new Asker(socket, request, status) }
    }),
  )
  const cpu = process.cpuUsage()
  const began = performance.now()
  await Promise.all(askers.map(({ asker }) => asker.run(began + seconds * 1000)))
  const elapsed = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const { socket } of askers) socket.removeAllListeners('close').destroy()
  const times = askers.flatMap(({ asker }) => asker.milliseconds).sort((a, b) => a - b)
  return {
    perSecond: times.length / elapsed,
    p50: times[Math.floor(times.length * 0.5)] ?? NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? NaN,
    bytesEach: askers.reduce((sum, { asker }) => sum + asker.bytes, 0) / times.length,
    ownCpu: (user + system) / 1e6 / elapsed,
  }
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (figures) => process.send?.({ figures }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.send?.('ready')
