import type { Signal } from '../Process.ts'
import { createGate } from '../streams/createGate.ts'
import { toBytes, toText } from '../streams/text.ts'
import { displayWidth } from './displayWidth.ts'
import type { KeyListener, Terminal, TerminalModes } from './Terminal.ts'

interface DisciplineOptions {
  modes: TerminalModes
  onSignal: (signal: Signal) => void
  echo: (bytes: Uint8Array) => void
}

interface LineDiscipline extends Pick<Terminal, 'read' | 'takeKeys'> {
  /** Takes keys. Resolves when there is room for more. */
  readonly type: (bytes: Uint8Array) => Promise<void>
  end(): void
}

/** What may wait to be read before keys are held back. */
const capacity = 65_536

const control = { c: 3, d: 4, backspace: 8, enter: 13, lineFeed: 10, u: 21, w: 23, z: 26, backslash: 28, delete: 127 }

/** Between keys and programs, as termios(3) has it: echo, editing of a line that is not read yet, signals. */
export function createLineDiscipline({ modes, onSignal, echo }: DisciplineOptions): LineDiscipline {
  /** Lines, or pieces, that can be read; an empty one is the end of the file. */
  const ready: Uint8Array[] = []
  let line: number[] = []
  let listener: { press: KeyListener; handle: Disposable } | undefined
  let isEnded = false
  /** What comes again was shown when it was typed. */
  let isReplay = false
  const readable = createGate()
  const writable = createGate()

  const show = (text: string) => {
    if (modes.echo && !isReplay) echo(toBytes(text))
  }
  const push = (bytes: Uint8Array) => {
    ready.push(bytes)
    readable.open()
  }
  const waiting = () => ready.reduce((sum, bytes) => sum + bytes.length, line.length)

  function erase(count: number): void {
    const removed = toText(Uint8Array.from(line.slice(line.length - count)))
    line.length -= count
    show('\b \b'.repeat([...removed].reduce((sum, char) => sum + (char < ' ' ? 2 : displayWidth(char)), 0)))
  }

  function lastCharacter(): number {
    let count = 1
    while (count < line.length && ((line[line.length - count] ?? 0) & 0xc0) === 0x80) count += 1
    return Math.min(count, line.length)
  }

  function lastWord(): number {
    const text = toText(Uint8Array.from(line))
    return toBytes(/\S*\s*$/.exec(text)?.[0] ?? '').length
  }

  /** @returns whether the key was a signal */
  function signal(byte: number): boolean {
    if (modes.signals && byte === control.z) {
      // Nothing can be stopped here, so that nothing waits for ever.
      show('\x07')
      return true
    }
    if (!modes.signals || (byte !== control.c && byte !== control.backslash)) return false
    show(byte === control.c ? '^C' : '^\\')
    line = []
    ready.length = 0
    onSignal(byte === control.c ? 'SIGINT' : 'SIGQUIT')
    return true
  }

  function edit(byte: number): void {
    if (byte === control.delete || byte === control.backspace) return erase(lastCharacter())
    if (byte === control.u) return erase(line.length)
    if (byte === control.w) return erase(lastWord())
    if (byte === control.d) {
      push(Uint8Array.from(line))
      line = []
      return
    }
    line.push(byte)
    if (byte === control.lineFeed) {
      show('\n')
      push(Uint8Array.from(line))
      line = []
    } else if (modes.echo && !isReplay) {
      echo(byte < 32 && byte !== 9 ? toBytes(`^${String.fromCharCode(byte + 64)}`) : Uint8Array.of(byte))
    }
  }

  function take(byte: number): void {
    if (listener !== undefined) return listener.press(byte, listener.handle)
    if (signal(byte)) return
    const key = byte === control.enter && modes.crToNl ? control.lineFeed : byte
    if (modes.canonical) return edit(key)
    if (modes.echo && !isReplay) echo(Uint8Array.of(key))
    push(Uint8Array.of(key))
  }

  return {
    async type(bytes) {
      for (const byte of bytes) take(byte)
      while (!isEnded && waiting() > capacity) await writable.wait()
    },
    async read(max, abort) {
      for (;;) {
        const first = ready[0]
        if (first !== undefined) {
          const taken = first.subarray(0, max)
          if (taken.length === first.length) ready.shift()
          else ready[0] = first.subarray(max)
          if (waiting() <= capacity) writable.open()
          return first.length === 0 ? undefined : taken
        }
        if (isEnded) return undefined
        await readable.wait(abort)
      }
    },
    takeKeys(next) {
      const before = listener
      const own = {
        press: next,
        handle: {
          [Symbol.dispose]() {
            if (listener === own) listener = before
          },
        },
      }
      const early = [...ready.flatMap((bytes) => [...bytes]), ...line]
      ready.length = 0
      line = []
      listener = own
      // A listener may give the keys back at any of them.
      isReplay = true
      for (const byte of early) take(byte)
      isReplay = false
      writable.open()
      return own.handle
    },
    end() {
      isEnded = true
      readable.open()
      writable.open()
    },
  }
}
