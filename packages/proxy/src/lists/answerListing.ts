import type { ResourceList } from '@catalyst/api'
import type { Context } from 'hono'
import type { Listing } from '../objects/createObjectStore.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { ListBodyCache } from './ListBodyCache.ts'
import { listPage, type PageQuery } from './listPage.ts'
import { ListBody } from './ListBody.ts'
import { sendList } from './sendList.ts'

interface Listed {
  metadata: { name: string; namespace?: string | undefined }
}

export interface ListingAnswer<TObject> {
  listing: Listing<TObject>
  query: PageQuery
  /** What of the listing was asked for. @default all of it */
  select?: ((objects: readonly TObject[]) => readonly TObject[]) | undefined
}

/** Answers a page of a listing; one that was served before at the same position, to the same eyes, is not made again. */
export async function answerListing<TObject extends Listed>(
  c: Context<ProxyEnv>,
  bodies: ListBodyCache,
  { listing, query, select = (objects) => objects }: ListingAnswer<TObject>,
) {
  const { cluster, resourceVersion, scope, cached } = listing
  const key = JSON.stringify([cluster, c.get('operation')?.id, query, scope])
  const known = cached ? bodies.get(key, resourceVersion) : undefined
  const body = known ?? new ListBody(listPage(select(listing.objects), resourceVersion, query))
  if (cached && known === undefined) bodies.set(key, resourceVersion, body)
  return sendList<ResourceList<TObject>>(c, body)
}
