import type { Request } from './Controller.ts'

/** Names hold no slash, so the key of a request says it all. */
export function toKey({ namespace, name }: Request): string {
  return `${namespace}/${name}`
}

export function fromKey(key: string): Request {
  const at = key.indexOf('/')
  return { namespace: key.slice(0, at), name: key.slice(at + 1) }
}
