import type { ByteSink, ByteSource } from '../ByteStream.ts'
import type { Kernel } from '../processes/Kernel.ts'
import type { Signal, TerminalSize } from '../Process.ts'
import { createPipeBuffer } from '../streams/createPipeBuffer.ts'
import { createOpenFile, type OpenFile } from '../streams/OpenFile.ts'
import { createLineDiscipline } from './createLineDiscipline.ts'
import type { Terminal } from './Terminal.ts'

interface TerminalOptions {
  number: number
  size: TerminalSize
  kernel: Kernel
}

/** Both sides of a terminal: the person's, and that of the programs. */
export interface TerminalPair extends Terminal {
  readonly keys: ByteSink
  readonly output: ByteSource
  readonly resize: (size: TerminalSize) => void
  /** The descriptors of its first process. */
  open(): Map<number, OpenFile>
}

export function createTerminal({ number, size, kernel }: TerminalOptions): TerminalPair {
  const shown = createPipeBuffer()
  const modes = { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true }
  let current = size
  let isHungUp = false
  let isAtRowStart = true

  function send(signal: Signal, { toBackground = false } = {}): void {
    for (const task of [...kernel.tasks.values()].reverse()) {
      if (task.terminal === terminal && (toBackground || !task.isBackground)) task.deliver(signal)
    }
  }

  function hangUp(): void {
    if (isHungUp) return
    isHungUp = true
    shown.closeRead()
    discipline.end()
    send('SIGHUP', { toBackground: true })
  }

  async function show(bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const last = bytes.at(-1)
    if (last !== undefined) isAtRowStart = last === lineFeed || last === 13
    await shown.write(modes.nlToCrNl ? withCarriageReturns(bytes) : bytes, signal)
  }

  const discipline = createLineDiscipline({
    modes,
    onSignal: send,
    // Nobody waits for the echo, and a terminal that is gone has been told so.
    echo: (bytes) => void show(bytes).catch(() => undefined),
  })

  const terminal: TerminalPair = {
    number,
    modes,
    get size() {
      return current
    },
    get isAtRowStart() {
      return isAtRowStart
    },
    read: discipline.read,
    write: show,
    takeKeys: discipline.takeKeys,
    keys: { write: discipline.type, end: hangUp },
    output: {
      [Symbol.asyncIterator]: () => ({
        async next() {
          const value = await shown.read(Infinity)
          return value === undefined ? { done: true, value } : { done: false, value }
        },
        async return() {
          hangUp()
          return { done: true, value: undefined }
        },
      }),
    },
    resize(next) {
      if (next.columns === current.columns && next.rows === current.rows) return
      current = next
      send('SIGWINCH')
    },
    open() {
      const open = createOpenFile({
        path: `/dev/pts/${number}`,
        terminal,
        read: discipline.read,
        write: show,
        close: () => shown.closeWrite(),
      })
      return new Map([
        [0, open],
        [1, open.retain()],
        [2, open.retain()],
      ])
    },
  }
  return terminal
}

const lineFeed = 10

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  let count = 0
  for (const byte of bytes) if (byte === lineFeed) count += 1
  if (count === 0) return bytes
  const wider = new Uint8Array(bytes.length + count)
  let length = 0
  for (const byte of bytes) {
    if (byte === lineFeed) wider[length++] = 13
    wider[length++] = byte
  }
  return wider
}
