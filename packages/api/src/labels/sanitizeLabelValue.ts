import { sha256 } from '../names/sha256.ts'

/** Kubernetes' limit for the value of a label. */
const maxLength = 63
const hashLength = 5

/**
 * Makes a label value of any text, such as a branch name: what isn't a letter, digit, `.`, `_` or `-` becomes a hyphen, and
 * both ends are a letter or digit. A text longer than 63 characters is its first 57, a hyphen and 5 hexadecimal digits of
 * the whole text's SHA-256. Where nothing is left the value is empty, which Kubernetes allows.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function sanitizeLabelValue(text: string): string {
  const value = toValue(text)
  if (text.length <= maxLength || value === '') return value
  return toValue(`${text.slice(0, maxLength - hashLength - 1)}-${sha256(text).slice(0, hashLength)}`)
}

function toValue(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+|[._-]+$/g, '')
}
