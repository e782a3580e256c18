import type { ListMeta } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'

interface Listed {
  metadata: { name: string; namespace?: string | undefined }
}

export interface PageQuery {
  /** Most items of a page; absent or 0 for all. */
  limit?: number | undefined
  /** Token of the page before. */
  continue?: string | undefined
}

export interface Page<T> {
  items: T[]
  metadata: ListMeta
}

/**
 * Cuts a page out of a whole list, in the order of namespace and name. The token names the last item sent and no
 * position in time: pages of a list that changes in between neither repeat nor lose what was there all along.
 *
 * @throws ProblemError INVALID_INPUT for a token that isn't ours.
 */
export function listPage<T extends Listed>(all: readonly T[], resourceVersion: string, query: PageQuery): Page<T> {
  const sorted = all.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)))
  const after = query.continue === undefined ? undefined : readToken(query.continue)
  const rest = after === undefined ? sorted : sorted.filter((item) => compareKeys(keyOf(item), after) > 0)
  const items = query.limit ? rest.slice(0, query.limit) : rest
  const last = items.at(-1)
  const remaining = rest.length - items.length
  if (remaining === 0 || last === undefined) return { items, metadata: { resourceVersion } }
  return { items, metadata: { resourceVersion, continue: writeToken(keyOf(last)), remainingItemCount: remaining } }
}

type Key = readonly [namespace: string, name: string]

function keyOf({ metadata }: Listed): Key {
  return [metadata.namespace ?? '', metadata.name]
}

/** By code units, as the API server orders its keys, not by a language's alphabet. */
function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1
}

function writeToken(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function readToken(token: string): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (Array.isArray(key) && key.length === 2 && key.every((part) => typeof part === 'string'))
      return key as unknown as Key
  } catch {
    // Said below: whatever it is, it is no token.
  }
  const issues = [{ path: 'continue', message: 'is not the token of a page before' }]
  throw new ProblemError('INVALID_INPUT', 'continue: is not the token of a page before. Begin again without it.', {
    issues,
  })
}
