import { talkerBytes } from './prepareTalker.ts'

/** Seconds that something takes. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return (performance.now() - before) / 1000
}

/**
 * Megabytes a second of what the talker has written, without the time that is needed before the first byte: starting a
 * program, making a connection, starting a command in a container.
 */
export async function rate(work: () => Promise<number | void>, prelude: () => Promise<unknown>): Promise<number> {
  const idle = await seconds(prelude)
  for (let attempt = 0; ; attempt++) {
    const before = performance.now()
    const read = await work()
    const took = (performance.now() - before) / 1000
    if (typeof read !== 'number' || read >= talkerBytes) return talkerBytes / 1e6 / (took - idle)
    // On a busy machine Kubernetes may lose the end of an output, whoever reads it; see docs/performance.md.
    console.error(`Only ${read} of ${talkerBytes} bytes came; once more.`)
    if (attempt === 3) return NaN
  }
}

/** Reads everything and gives the number of bytes. */
export async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let read = 0
  for await (const chunk of chunks) read += chunk.length
  return read
}
