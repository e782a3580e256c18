import type { Git } from './Git.ts'

/** The contents of objects, in the order in which they are named, one in memory at a time. */
export async function* readBlobs(git: Git, shas: readonly string[]): AsyncGenerator<Buffer> {
  const { child, ended, kill } = git.start(['cat-file', '--batch', '--buffer'])
  child.stdin.end(shas.map((sha) => `${sha}\n`).join(''))
  try {
    let rest: Buffer = Buffer.alloc(0)
    const chunks = (child.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    const more = async (): Promise<Buffer> => {
      const next = await chunks.next()
      if (next.done !== true) return next.value
      await ended
      throw new Error('git cat-file ended before everything was there')
    }
    for (const sha of shas) {
      let end = rest.indexOf('\n')
      while (end < 0) {
        rest = Buffer.concat([rest, await more()])
        end = rest.indexOf('\n')
      }
      const [name, type, length] = rest.subarray(0, end).toString().split(' ')
      if (name !== sha || type !== 'blob') throw new Error(`git cat-file gave no blob for ${sha}`)
      const needed = end + 1 + Number(length) + 1
      const parts = [rest]
      for (let size = rest.length; size < needed;) {
        const part = await more()
        parts.push(part)
        size += part.length
      }
      const whole = parts.length === 1 ? rest : Buffer.concat(parts)
      rest = whole.subarray(needed)
      yield whole.subarray(end + 1, needed - 1)
    }
    await ended
  } finally {
    kill()
  }
}
