import type { ByteSink, ByteSource } from '../../machine/ByteStream.ts'

/** Writes what comes, until it ends or nobody reads it any longer. The sink is left open. */
export async function pump(source: ByteSource | undefined, sink: ByteSink | undefined): Promise<void> {
  try {
    for await (const bytes of source ?? []) await sink?.write(bytes)
  } catch {
    // One side has gone, which ends it for the other.
  }
}
