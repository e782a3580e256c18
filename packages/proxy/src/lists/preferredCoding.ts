export type ContentCoding = 'br' | 'gzip'

/** What of ours a client likes best by its Accept-Encoding header (RFC 9110, 12.5.3), if anything. */
export function preferredCoding(header: string | undefined): ContentCoding | undefined {
  if (header === undefined) return undefined
  const weights = new Map(header.split(',').map(readElement))
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0
  const [br, gzip] = [weightOf('br'), weightOf('gzip')]
  if (br === 0 && gzip === 0) return undefined
  return br >= gzip ? 'br' : 'gzip'
}

/** `gzip;q=0.5` as a name and a weight; what can't be read weighs nothing. */
function readElement(element: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return [coding, Number.isFinite(weight) ? weight : 0]
}
