import { isGone } from '../errors/guards.ts'
import { request } from '../http/request.ts'
import { resourcePath } from '../http/resourcePath.ts'
import { shareEqual } from './shareEqual.ts'
import { withoutManagedFields } from './withoutManagedFields.ts'
import type { WatchScope } from './Watcher.ts'
import type { WatchableObject } from './watchTypes.ts'

interface ListResponse<T> {
  items?: T[] | null
  metadata?: { resourceVersion?: string; continue?: string }
}

interface ListAllOptions<T> {
  pageSize: number
  timeoutMs: number
  signal: AbortSignal
  held?: ((object: T) => T | undefined) | undefined
}

/**
 * Lists everything in a scope, page by page, as of one resourceVersion. When the pages expire on the way (410), it begins
 * anew, and the second time in one piece, which can't expire.
 */
export async function listAll<T extends WatchableObject>(
  scope: WatchScope<T>,
  options: ListAllOptions<T>,
): Promise<{ items: T[]; resourceVersion: string }> {
  for (const limit of [options.pageSize, options.pageSize]) {
    try {
      return await listPages(scope, { ...options, limit })
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return listPages(scope, { ...options, limit: undefined })
}

async function listPages<T extends WatchableObject>(
  { kubeConfig, resource, namespace, labelSelector, fieldSelector, impersonate }: WatchScope<T>,
  { limit, timeoutMs, signal, held }: Omit<ListAllOptions<T>, 'pageSize'> & { limit: number | undefined },
) {
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
  const path = resourcePath(resource, { namespace })
  const items: T[] = []
  let next: string | undefined
  for (;;) {
    const page: ListResponse<T> = await request(kubeConfig, path, {
      query: { labelSelector, fieldSelector, limit, continue: next },
      impersonate,
      timeoutMs,
      signal,
      // The watcher waits by itself, and tells meanwhile that its data is stale.
      throttleRetries: 0,
    })
    for (const item of page.items ?? []) {
      const present = held?.(item)
      if (present && isSameVersion(present, item)) {
        items.push(present)
        continue
      }
      const added = complete(item, apiVersion, resource.kind)
      shareEqual(added, present ?? items.at(-1))
      items.push(added)
    }
    next = page.metadata?.continue || undefined
    if (next === undefined) return { items, resourceVersion: page.metadata?.resourceVersion ?? '' }
  }
}

function isSameVersion({ metadata: left }: WatchableObject, { metadata: right }: WatchableObject): boolean {
  return (
    left?.uid === right?.uid && left?.resourceVersion !== undefined && left.resourceVersion === right?.resourceVersion
  )
}

/** Lists of built-in kinds leave out what their items have in common; a watch doesn't. */
function complete<T extends WatchableObject>(item: T, apiVersion: string, kind: string): T {
  const kept = withoutManagedFields(item)
  return 'kind' in kept && 'apiVersion' in kept ? kept : { apiVersion, kind, ...kept }
}
