import { FileError } from '../../files/FileError.ts'
import type { CommandContext } from '../../processes/Command.ts'

interface EachFileOptions {
  work: (path: string, name: string) => void | Promise<void>
  refusal?: ((name: string, reason: string) => string) | undefined
}

/** Does something with every operand and says what could not be done. */
export async function eachFile(
  context: CommandContext,
  names: readonly string[],
  { work, refusal = (name, reason) => `${name}: ${reason}` }: EachFileOptions,
): Promise<number> {
  let status = 0
  if (names.length === 0) {
    await context.warn('missing operand')
    return 1
  }
  for (const name of names) {
    try {
      await work(context.path(name), name)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await context.warn(refusal(name, error.reason))
      status = 1
    }
  }
  return status
}
