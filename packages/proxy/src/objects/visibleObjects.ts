import { mapLimited } from './mapLimited.ts'
import type { AccessReview } from '@catalyst/api'
import type { ProxyContext } from '../ProxyContext.ts'
import type { Caller } from './Caller.ts'

export interface Visible<TObject> {
  objects: readonly TObject[]
  /** Equal for callers who see the same: `*`, or the namespaces. */
  scope: string
}

interface Namespaced {
  metadata: { namespace?: string | undefined }
}

/** How many questions about rights are asked at once. */
const concurrency = 8

/**
 * Of all objects of a kind those that a caller may list: all of them, or those in the namespaces where they may.
 */
export async function visibleObjects<TObject extends Namespaced>(
  context: Pick<ProxyContext, 'reviewAccess'>,
  { identity, cluster }: Pick<Caller, 'identity' | 'cluster'>,
  { objects, review }: { objects: readonly TObject[]; review: AccessReview },
): Promise<Visible<TObject>> {
  const mayList = async (namespace?: string) =>
    (await context.reviewAccess(identity, cluster, namespace === undefined ? review : { ...review, namespace })).allowed
  if (await mayList()) return { objects, scope: '*' }
  const namespaces = [...new Set(objects.map(({ metadata }) => metadata.namespace ?? ''))].sort()
  const answers = await mapLimited(namespaces, mayList, concurrency)
  const visible = new Set(namespaces.filter((_, index) => answers[index]))
  return {
    objects: objects.filter(({ metadata }) => visible.has(metadata.namespace ?? '')),
    scope: [...visible].join(','),
  }
}
