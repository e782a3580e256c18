/** When a paste of several lines is asked about first: `auto` asks unless the program on the screen takes a paste as a whole. */
export type PasteGuardMode = 'auto' | 'always' | 'never'

/**
 * What may be typed of a pasted text: no control characters but tab and line breaks, since an escape sequence within it could end a
 * bracketed paste and run what follows.
 */
export function cleanPaste(text: string): string {
  // eslint-disable-next-line no-control-regex -- They are what is looked for.
  return text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
}

/** Lines of a text; a line break at its end begins none. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n')
}

/** Whether a paste has to be confirmed: a shell runs each of its lines at once, unless it is told that they are pasted. */
export function needsConfirmation(
  text: string,
  { mode, isBracketed }: { mode: PasteGuardMode; isBracketed: boolean },
): boolean {
  if (mode === 'never' || linesOf(text).length < 2) return false
  return mode === 'always' || !isBracketed
}

/** All lines as one, which runs nothing before Enter is pressed. */
export function asOneLine(text: string): string {
  return linesOf(text)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
}
