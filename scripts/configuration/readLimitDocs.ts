import { readFile } from 'node:fs/promises'

export interface LimitDoc {
  text: string
  default: string
}

const source = new URL('../../packages/proxy/src/limits/ProxyLimits.ts', import.meta.url)

/** What the proxy says of each of its limits: the comments above the members of its interface. */
export async function readLimitDocs(): Promise<Map<string, LimitDoc>> {
  const text = await readFile(source, 'utf8')
  const [, body = ''] = /export interface ProxyLimits \{(.*?)\n\}/s.exec(text) ?? []
  const members = [...body.matchAll(/\/\*\*(.*?)\*\/\s*(\w+): number/gs)]
  return new Map(members.map(([, comment = '', name = '']) => [name, toDoc(comment)]))
}

function toDoc(comment: string): LimitDoc {
  const plain = comment.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim()
  const [text = '', fallback = ''] = plain.split('@default')
  return { text: text.trim(), default: fallback.trim().replaceAll('_', '') }
}
