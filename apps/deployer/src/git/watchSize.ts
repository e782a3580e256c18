import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const everyMs = 250

export interface SizeWatch extends Disposable {
  /** Aborted with `reason` as soon as the folder holds more. */
  signal: AbortSignal
}

/** Keeps an eye on a folder that is filled: Git itself knows no limit for what it fetches. */
export function watchSize(folder: string, { maxBytes, reason }: { maxBytes: number; reason: Error }): SizeWatch {
  const full = new AbortController()
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    void sizeOf(folder)
      .then((size) => {
        if (size > maxBytes) full.abort(reason)
      })
      .finally(() => (looking = false))
  }, everyMs)
  return { signal: full.signal, [Symbol.dispose]: () => clearInterval(timer) }
}

/** In bytes, with everything below. Files that come and go meanwhile do not count. */
export async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (file) => file.size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
