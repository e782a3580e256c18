import type { Terminal } from './Terminal.ts'
import { createKeyDecoder, type Key } from './createKeyDecoder.ts'
import { LineEditor, type Completion } from './LineEditor.ts'

export interface ReadLineOptions {
  prompt: string
  history: readonly string[]
  complete: (before: string) => Completion
  signal: AbortSignal
}

/** What became of a line: it was entered, given up with Ctrl-C, or Ctrl-D said that none will come. */
export type ReadLineResult = { type: 'line'; text: string } | { type: 'interrupt' } | { type: 'end' }

/**
 * Lets a person edit a line. Whatever is typed after the Enter of it is no longer for this line: keys are given back in
 * the same moment.
 */
export function readLine(terminal: Terminal, { signal, ...options }: ReadLineOptions): Promise<ReadLineResult> {
  return new Promise((resolve, reject) => {
    const show = (text: string) => void terminal.write(encoder.encode(text)).catch(() => undefined)
    const editor = new LineEditor({ ...options, show, columns: () => terminal.size.columns })
    const stop = () => {
      keys?.[Symbol.dispose]()
      reject(signal.reason as Error)
    }
    let keys: Disposable | undefined
    const finish = (result: ReadLineResult) => {
      keys?.[Symbol.dispose]()
      signal.removeEventListener('abort', stop)
      resolve(result)
    }
    const decode = createKeyDecoder((key: Key) => {
      const result = editor.press(key)
      if (result !== undefined) finish(result)
    })
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    // Output without a line feed at its end would be drawn over.
    if (!terminal.isAtRowStart) show('\n')
    editor.draw()
    // Keys that were typed ahead come at once, and may be more than this line.
    keys = terminal.takeKeys((byte, handle) => {
      keys = handle
      decode(byte)
    })
  })
}

const encoder = new TextEncoder()
