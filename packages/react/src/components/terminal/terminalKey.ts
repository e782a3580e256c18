/** What a key does that is the terminal's own; `browser` leaves it to the browser, which then pastes. */
export type TerminalKey = 'leave' | 'copy' | 'find' | 'browser'

type Key = Pick<KeyboardEvent, 'type' | 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>

/** Which keys the program on the screen never sees: those with Ctrl and Shift, Ctrl+C over a selection, and find on a Mac. */
export function terminalKey(event: Key, { hasSelection }: { hasSelection: boolean }): TerminalKey | undefined {
  const { ctrlKey, shiftKey, altKey, metaKey } = event
  if (event.type !== 'keydown' || altKey) return undefined
  const key = event.key.toLowerCase()
  if (metaKey) return !ctrlKey && !shiftKey && key === 'f' ? 'find' : undefined
  if (!ctrlKey) return undefined
  // Without a selection Ctrl+C is an interrupt; with Shift it would open the browser's tools.
  if (key === 'c' && (shiftKey || hasSelection)) return 'copy'
  if (!shiftKey) return undefined
  return ({ x: 'leave', f: 'find', v: 'browser' } as const)[key]
}
