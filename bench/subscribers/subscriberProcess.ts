import { connect, type Socket } from 'node:net'
import type { ArrivalReport, SubscriberOrder } from './orders.ts'

/**
 * A great many subscribers in a process of their own, on raw sockets: what reading costs them is no part of what is measured.
 * A text counts as arrived when the bytes are here.
 */
const sockets: Socket[] = []
const arrivals: (number | undefined)[] = []
let awaited: Buffer | undefined
let missing = 0
let settle: (() => void) | undefined

const now = () => performance.timeOrigin + performance.now()

async function subscribe({ url, count }: Extract<SubscriberOrder, { do: 'connect' }>): Promise<string> {
  const { hostname, port, pathname, search } = new URL(url)
  const head = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\n\r\n`
  let left = count
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      while (left-- > 0) await open(sockets.length, { hostname, port: Number(port), head })
    }),
  )
  return 'connected'
}

function open(index: number, to: { hostname: string; port: number; head: string }): Promise<void> {
  const socket = connect(to.port, to.hostname)
  sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.once('connect', () => socket.write(to.head))
    // An answer other than a stream is the end of the bench, and not the begin of a waiting.
    socket.once('data', (bytes) => (bytes.includes(' 200 ') ? resolve() : reject(new Error(bytes.toString()))))
    socket.once('error', reject)
    socket.on('data', (bytes) => arrive(index, bytes))
  })
}

function arrive(index: number, bytes: Buffer) {
  if (awaited === undefined || arrivals[index] !== undefined || !bytes.includes(awaited)) return
  arrivals[index] = now()
  if (--missing === 0) settle?.()
}

async function awaitText(text: string): Promise<ArrivalReport> {
  await new Promise<void>((resolve) => (settle = resolve))
  if (awaited?.toString() !== text) throw new Error('Something else was awaited meanwhile.')
  return { arrivals: arrivals.filter((at) => at !== undefined) }
}

process.on('message', (order: SubscriberOrder) => {
  if (order.do === 'connect') return void subscribe(order).then((answer) => process.send?.(answer))
  awaited = Buffer.from(order.text)
  arrivals.fill(undefined, 0, (arrivals.length = sockets.length))
  missing = sockets.length
  const report = awaitText(order.text)
  process.send?.('waiting')
  void report.then((arrived) => process.send?.(arrived))
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
