/** A text or a number as text; of anything else what is given for it. */
export function toText(value: unknown, missing = ''): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : missing
}
