import type { Command, CommandContext } from '../../processes/Command.ts'
import type { OpenFile } from '../../streams/OpenFile.ts'
import { concatBytes } from '../../streams/text.ts'
import { chunksOf, forEachInput } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { parseSize } from '../parseSize.ts'

export const head: Command = async (context) => {
  const options = await parseOptions(withOldCount(context), { letters: 'n:c:qv', long: { lines: 'n', bytes: 'c' } })
  const isBytes = options.has('c')
  const text = options.value('c') ?? options.value('n') ?? '10'
  const count = parseSize(text.replace(/^-/, ''))
  if (count === undefined) {
    await context.warn(`invalid number '${text}'`)
    return 1
  }
  const withNames = options.has('v') || (options.rest.length > 1 && !options.has('q'))
  let isFirst = true
  return forEachInput(context, options.rest, async (open, name) => {
    if (withNames) await context.print(`${isFirst ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`)
    isFirst = false
    if (text.startsWith('-')) await allButLast(context, open, { count, isBytes })
    else if (isBytes) await firstBytes(context, open, count)
    else await firstLines(context, open, count)
  })
}

/** `head -5` is `head -n 5`. */
export function withOldCount(context: CommandContext): CommandContext {
  const args = context.args.flatMap((argument, index) =>
    index === 0 && /^-\d+$/.test(argument) ? ['-n', argument.slice(1)] : [argument],
  )
  return { ...context, args }
}

async function firstBytes(context: CommandContext, open: OpenFile, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const bytes = await open.read(left, context.signal)
    if (bytes === undefined) return
    const turn = context.task.tick()
    if (turn !== undefined) await turn
    await context.stdout.write(bytes)
    left -= bytes.length
  }
}

async function firstLines(context: CommandContext, open: OpenFile, count: number): Promise<void> {
  let left = count
  if (left === 0) return
  for await (const bytes of chunksOf(context, open)) {
    let end = 0
    while (left > 0 && end < bytes.length) {
      const next = bytes.indexOf(10, end)
      if (next < 0) {
        end = bytes.length
        break
      }
      end = next + 1
      left -= 1
    }
    await context.stdout.write(bytes.subarray(0, end))
    if (left === 0) return
  }
}

async function allButLast(
  context: CommandContext,
  open: OpenFile,
  { count, isBytes }: { count: number; isBytes: boolean },
): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const bytes of chunksOf(context, open)) chunks.push(bytes)
  const whole = concatBytes(chunks)
  await context.stdout.write(whole.subarray(0, isBytes ? Math.max(whole.length - count, 0) : startOfLast(whole, count)))
}

/** Where the last lines begin. */
export function startOfLast(bytes: Uint8Array, lines: number): number {
  let start = bytes.at(-1) === 10 ? bytes.length - 1 : bytes.length
  for (let left = lines; left > 0; left--) {
    if (start <= 0) return 0
    start = bytes.lastIndexOf(10, start - 1)
    if (start < 0) return 0
  }
  return lines === 0 ? bytes.length : start + 1
}
