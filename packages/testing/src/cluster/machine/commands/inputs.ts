import { FileError } from '../files/FileError.ts'
import type { CommandContext } from '../processes/Command.ts'
import { readSize } from '../processes/createContext.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import { concatBytes, toText } from '../streams/text.ts'

/**
 * Opens one file after the other, `-` for standard input, and that alone when none is named.
 * @returns 1 when one could not be opened or read, of which it complains
 */
export async function forEachInput(
  context: CommandContext,
  names: readonly string[],
  work: (open: OpenFile, name: string) => Promise<void>,
): Promise<number> {
  let status = 0
  for (const name of names.length === 0 ? ['-'] : names) {
    let open: OpenFile | undefined
    try {
      open = name === '-' ? context.input.retain() : context.open(name, 'read')
      await work(open, name)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await context.warn(
        open === undefined ? `can't open '${name}': ${error.reason}` : `${error.path}: ${error.reason}`,
      )
      status = 1
    } finally {
      open?.release()
    }
  }
  return status
}

/** The bytes of a file, in the chunks in which they come. */
export async function* chunksOf(context: CommandContext, open: OpenFile): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const bytes = await open.read(readSize, context.signal)
    if (bytes === undefined) return
    const turn = context.task.tick()
    if (turn !== undefined) await turn
    yield bytes
  }
}

export interface Line {
  text: string
  /** False for a last line without a line feed. */
  isComplete: boolean
}

/** The lines of a file, as many at once as came. */
export async function* linesOf(context: CommandContext, open: OpenFile): AsyncGenerator<Line[], void> {
  let begun: Uint8Array[] = []
  for await (const bytes of chunksOf(context, open)) {
    const end = bytes.lastIndexOf(10)
    if (end < 0) {
      begun.push(bytes)
      continue
    }
    const text = toText(concatBytes([...begun, bytes.subarray(0, end)]))
    begun = end + 1 < bytes.length ? [bytes.subarray(end + 1)] : []
    yield text.split('\n').map((line) => ({ text: line, isComplete: true }))
  }
  if (begun.length > 0) yield [{ text: toText(concatBytes(begun)), isComplete: false }]
}

/** All of a file as text. */
export async function readText(context: CommandContext, open: OpenFile): Promise<string> {
  return toText(await readBytes(context, open))
}

export async function readBytes(context: CommandContext, open: OpenFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const bytes of chunksOf(context, open)) chunks.push(bytes)
  return concatBytes(chunks)
}
