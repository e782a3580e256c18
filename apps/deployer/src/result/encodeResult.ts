import { maxResultBytes, type DeploymentResult } from '@catalyst/operator/deployment'

const maxMessage = 2000
/** That JSON needs for a character: an escape, `\u0001`. */
const mostBytes = 6

/** The result as JSON that Kubernetes keeps whole: of the objects and the message, as much as fits. */
export function encodeResult(result: DeploymentResult): string {
  const { objects = [], ...rest } = result
  let message = cut(rest.message, maxMessage)
  let kept = objects.length
  for (;;) {
    const text = JSON.stringify({ ...rest, message, ...(kept > 0 && { objects: objects.slice(0, kept) }) })
    const excess = Buffer.byteLength(text) - maxResultBytes
    if (excess <= 0) return text
    if (kept > 0) kept--
    else message = cut(message, Math.max(0, message.length - Math.ceil(excess / mostBytes)))
  }
}

/** By code points, so that no half of a pair is left, which JSON would write in six bytes. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const points = Array.from(text.slice(0, Math.max(0, length - 1)))
  if (/[\uD800-\uDFFF]$/.test(points.at(-1) ?? '') && points.at(-1)?.length === 1) points.pop()
  return `${points.join('')}…`
}
