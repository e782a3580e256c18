import { randomBytes } from 'node:crypto'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { portForward } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ node: true })

test('a forwarded port carries every byte both ways, however slowly they are read', async () => {
  const script = 'while true; do nc -l -p 7000 -e cat; done'
  await runPod(subject, 'echo', { containers: [{ name: 'main', script }] })
  const bytes = randomBytes(5_000_000)
  const stream = await eventually(() =>
    portForward(subject.kubeConfig, { namespace: subject.namespace, pod: 'echo', port: 7000 }),
  )
  const written = pipeline(Readable.from(chunksOf(bytes)), stream, { end: false })
  const received = await readSlowly(stream, bytes.length)
  await written
  stream.destroy()
  expect(received.equals(bytes)).toBe(true)
})

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}

async function readSlowly(stream: Duplex, size: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let left = size
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    left -= chunk.length
    if (left <= 0) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return Buffer.concat(chunks)
}
