import { cp, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Copies a file or folder. Symbolic links are followed, since what they point to is not in the image. */
export async function copyFollowed(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to, { recursive: true, dereference: true })
}
