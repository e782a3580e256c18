import { FileError } from '../../files/FileError.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import type { OpenFile } from '../../streams/OpenFile.ts'
import { concatBytes } from '../../streams/text.ts'
import { humanSize } from '../humanSize.ts'
import { parseSize } from '../parseSize.ts'

export const dd: Command = async (context) => {
  const settings = new Map(
    context.args.map((argument) => [argument.split('=')[0] ?? '', argument.slice(argument.indexOf('=') + 1)]),
  )
  const blockSize = parseSize(settings.get('bs') ?? settings.get('ibs') ?? '512')
  const [count, skip, seek] = ['count', 'skip', 'seek'].map((name) =>
    settings.has(name) ? parseSize(settings.get(name) ?? '') : undefined,
  )
  const unknown = [...settings.keys()].find(
    (name) =>
      !['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'iflag', 'oflag', 'status'].includes(name),
  )
  if (blockSize === undefined || blockSize === 0 || unknown !== undefined) {
    await context.warn(`invalid argument '${unknown ?? settings.get('bs') ?? ''}'`)
    return 1
  }
  const started = context.clock.now()
  let input: OpenFile | undefined
  let output: OpenFile | undefined
  try {
    const source = settings.get('if')
    const target = settings.get('of')
    input = source === undefined ? context.input.retain() : context.open(source, 'read')
    const keeps = (settings.get('conv') ?? '').includes('notrunc') || seek !== undefined
    output =
      target === undefined
        ? context.task.descriptors.get(1)?.retain()
        : context.open(target, keeps ? 'update' : 'write')
    if (output?.file !== undefined && seek !== undefined) output.file.position = seek * blockSize
    if (input.file !== undefined) input.file.position += (skip ?? 0) * blockSize
    else for (let block = 0; block < (skip ?? 0); block++) await readBlock(context, input, blockSize)
    const counts = await copy(context, { input, output, blockSize, count: count ?? Infinity })
    if (settings.get('status') !== 'none')
      await report(context, counts, { ms: context.clock.now() - started, brief: settings.get('status') === 'noxfer' })
    return 0
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await context.warn(
      input === undefined ? `can't open '${error.path}': ${error.reason}` : `${error.path}: ${error.reason}`,
    )
    return 1
  } finally {
    input?.release()
    output?.release()
  }
}

interface Counts {
  full: number
  partial: number
  bytes: number
}

async function copy(
  context: CommandContext,
  {
    input,
    output,
    blockSize,
    count,
  }: { input: OpenFile; output: OpenFile | undefined; blockSize: number; count: number },
): Promise<Counts> {
  const counts = { full: 0, partial: 0, bytes: 0 }
  while (counts.full + counts.partial < count) {
    const turn = context.task.tick()
    if (turn !== undefined) await turn
    const block = await readBlock(context, input, blockSize)
    if (block.length === 0) break
    if (block.length === blockSize) counts.full += 1
    else counts.partial += 1
    counts.bytes += block.length
    await output?.write(block, context.signal)
  }
  return counts
}

/** What one read gives of a pipe, all of a file. */
async function readBlock(context: CommandContext, input: OpenFile, size: number): Promise<Uint8Array> {
  const first = await input.read(size, context.signal)
  if (first === undefined) return new Uint8Array()
  const isDevice = input.path.startsWith('/dev/')
  if (first.length === size || !isDevice) return first
  const parts = [first]
  for (let left = size - first.length; left > 0;) {
    const next = await input.read(left, context.signal)
    if (next === undefined) break
    parts.push(next)
    left -= next.length
  }
  return concatBytes(parts)
}

async function report(
  context: CommandContext,
  { full, partial, bytes }: Counts,
  { ms, brief }: { ms: number; brief: boolean },
): Promise<void> {
  const seconds = ms / 1000
  const lines = [`${full}+${partial} records in`, `${full}+${partial} records out`]
  if (!brief)
    lines.push(
      `${bytes} bytes (${humanSize(bytes)}B) copied, ${seconds.toFixed(6)} seconds, ${humanSize(bytes / Math.max(seconds, 0.001))}B/s`,
    )
  await context.stderr.write(new TextEncoder().encode(`${lines.join('\n')}\n`))
}
