/**
 * Whether every layer reads the same path out of a request target: origin form (RFC 9112, 3.2.1), no empty or dot
 * steps, no encoded slash, dot, backslash or control character.
 */
export function isSafeTarget(target: string): boolean {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith('/') || /[\\#]|\/\/|%(2f|5c|2e|[01][0-9a-f]|7f)/i.test(path)) return false
  return !path.split('/').some((step) => step === '.' || step === '..')
}
