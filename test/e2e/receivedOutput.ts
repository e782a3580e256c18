import type { Page } from 'playwright'

const stdout = 1

/** Collects what shells of a page received on stdout, byte for byte, from now on. */
export function receivedOutput(page: Page): () => string {
  const chunks: Buffer[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload !== 'string' && payload[0] === stdout) chunks.push(payload.subarray(1))
    })
  })
  return () => Buffer.concat(chunks).toString('utf8')
}
