import { createKeyDecoder } from './createKeyDecoder.ts'
import type { Terminal } from './Terminal.ts'

/** Keys by name, or by what they type, until `stop` is called: what follows is for others from that moment on. */
export function listenToKeys(terminal: Terminal, onKey: (name: string, stop: () => void) => void): Disposable {
  let keys: Disposable | undefined
  const stop = () => keys?.[Symbol.dispose]()
  const decode = createKeyDecoder((key) => onKey('text' in key ? key.text : key.name, stop))
  return terminal.takeKeys((byte, handle) => {
    keys = handle
    decode(byte)
  })
}
