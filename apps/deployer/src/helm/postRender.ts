import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * What Helm runs between rendering and asking the cluster about it, in a dry run: keeps what is rendered in a file and lets nothing through.
 * @param args the file.
 */
export async function postRender([file = '']: readonly string[], { stdin }: { stdin: Readable }): Promise<number> {
  await pipeline(stdin, createWriteStream(file, { mode: 0o600 }))
  return 0
}
