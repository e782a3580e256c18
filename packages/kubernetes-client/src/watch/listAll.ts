import { isGone } from '../errors/guards.ts'
import { request } from '../http/request.ts'
import { resourcePath } from '../http/resourcePath.ts'
import type { WatchScope } from './Watcher.ts'
import type { WatchableObject } from './watchTypes.ts'

interface ListResponse<T> {
  items?: T[] | null
  metadata?: { resourceVersion?: string; continue?: string }
}

/**
 * Lists everything in a scope, page by page, as of one resourceVersion. When the pages expire on the way (410), it begins
 * anew, and the second time in one piece, which can't expire.
 */
export async function listAll<T extends WatchableObject>(
  scope: WatchScope<T>,
  options: { pageSize: number; timeoutMs: number; signal: AbortSignal },
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
  { limit, timeoutMs, signal }: { limit: number | undefined; timeoutMs: number; signal: AbortSignal },
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
    })
    for (const item of page.items ?? []) {
      delete item.metadata?.managedFields
      // Lists leave out what their items have in common; a watch doesn't.
      items.push({ apiVersion, kind: resource.kind, ...item })
    }
    next = page.metadata?.continue || undefined
    if (next === undefined) return { items, resourceVersion: page.metadata?.resourceVersion ?? '' }
  }
}
