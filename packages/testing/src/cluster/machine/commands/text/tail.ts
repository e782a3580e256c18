import type { Command, CommandContext } from '../../processes/Command.ts'
import type { OpenFile } from '../../streams/OpenFile.ts'
import { concatBytes } from '../../streams/text.ts'
import { chunksOf, forEachInput, readBytes } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { parseSize } from '../parseSize.ts'
import { startOfLast, withOldCount } from './head.ts'

export const tail: Command = async (context) => {
  const options = await parseOptions(withOldCount(context), {
    letters: 'n:c:fFqvs:',
    long: { lines: 'n', bytes: 'c', follow: 'f' },
  })
  const isBytes = options.has('c')
  const text = options.value('c') ?? options.value('n') ?? '10'
  const count = parseSize(text.replace(/^[-+]/, ''))
  if (count === undefined) {
    await context.warn(`invalid number '${text}'`)
    return 1
  }
  const withNames = options.has('v') || (options.rest.length > 1 && !options.has('q'))
  const followed: { open: OpenFile; name: string }[] = []
  let shown = ''
  const announce = async (name: string) => {
    if (withNames && shown !== name)
      await context.print(`${shown === '' ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`)
    shown = name
  }
  const status = await forEachInput(context, options.rest, async (open, name) => {
    await announce(name)
    if (text.startsWith('+')) await fromPlace(context, open, { count, isBytes })
    else await last(context, open, { count, isBytes })
    if (name !== '-') followed.push({ open: open.retain(), name })
  })
  if (options.has('f') || options.has('F')) await follow(context, followed, announce)
  return status
}

async function fromPlace(
  context: CommandContext,
  open: OpenFile,
  { count, isBytes }: { count: number; isBytes: boolean },
): Promise<void> {
  let skip = Math.max(count - 1, 0)
  for await (const bytes of chunksOf(context, open)) {
    let start = 0
    if (isBytes) start = Math.min(skip, bytes.length)
    while (!isBytes && skip > 0 && start < bytes.length) {
      const next = bytes.indexOf(10, start)
      start = next < 0 ? bytes.length : next + 1
      if (next >= 0) skip -= 1
    }
    if (isBytes) skip -= start
    if (start < bytes.length) await context.stdout.write(bytes.subarray(start))
  }
}

/** Keeps only what may be shown of what goes by. */
async function last(
  context: CommandContext,
  open: OpenFile,
  { count, isBytes }: { count: number; isBytes: boolean },
): Promise<void> {
  if (open.file !== undefined) {
    const whole = await readBytes(context, open)
    const start = isBytes ? Math.max(whole.length - count, 0) : startOfLast(whole, count)
    if (start < whole.length) await context.stdout.write(whole.subarray(start))
    return
  }
  let kept: Uint8Array[] = []
  let size = 0
  for await (const bytes of chunksOf(context, open)) {
    kept.push(bytes)
    size += bytes.length
    if (kept.length > 64 && size > 4 * 1024 * 1024) {
      const whole = concatBytes(kept)
      kept = [whole.slice(isBytes ? Math.max(whole.length - count, 0) : startOfLast(whole, count))]
      size = kept[0]?.length ?? 0
    }
  }
  const whole = concatBytes(kept)
  await context.stdout.write(whole.subarray(isBytes ? Math.max(whole.length - count, 0) : startOfLast(whole, count)))
}

/** Looks every second, as busybox does. */
async function follow(
  context: CommandContext,
  followed: readonly { open: OpenFile; name: string }[],
  announce: (name: string) => Promise<void>,
): Promise<void> {
  while (followed.length > 0) {
    await context.clock.sleep(1000, { signal: context.signal })
    for (const { open, name } of followed) {
      const { file } = open
      // Somebody emptied it.
      if (file !== undefined && file.position > file.node.content.length) file.position = 0
      for (
        let bytes = await open.read(65_536, context.signal);
        bytes !== undefined;
        bytes = await open.read(65_536, context.signal)
      ) {
        await announce(name)
        await context.stdout.write(bytes)
      }
    }
  }
}
