import { sha256 } from './sha256.ts'

/** Kubernetes' limit for the name of a namespace, which is a DNS-1123 label (RFC 1123, section 2.1). */
const maxLength = 63
const hashLength = 5

/**
 * Makes a namespace name, a DNS-1123 label, of any text: lower case, other characters to hyphens, edges trimmed. A text
 * longer than 63 characters becomes its first 57, a hyphen and 5 hexadecimal digits of the whole text's SHA-256.
 *
 * @throws RangeError where no letter or digit is left.
 */
export function sanitizeNamespaceName(name: string): string {
  const isLong = name.length > maxLength
  // The hash is of the text as it came, so that texts which differ only in what is cut or replaced get different names.
  const text = isLong ? `${name.slice(0, maxLength - hashLength - 1)}-${sha256(name).slice(0, hashLength)}` : name
  const label = toLabel(text)
  if (label === '' || (isLong && toLabel(name) === '')) {
    throw new RangeError(
      `"${name.slice(0, maxLength)}" has no letter or digit, so no namespace can be named after it; choose another name.`,
    )
  }
  return label
}

// Lower-cased last: a few letters beyond ASCII would become longer by it.
function toLabel(text: string): string {
  return text
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}
