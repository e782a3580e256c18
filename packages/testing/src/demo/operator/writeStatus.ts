import type { Environment } from '@catalyst/api'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import { resources } from './resources.ts'
import type { StatusDraft } from './StatusDraft.ts'

/** Stores what a look at the world has changed, if anything. */
export async function writeStatus(api: ApiOperations, { metadata }: Environment, draft: StatusDraft): Promise<void> {
  const patch = draft.toPatch()
  if (patch === undefined) return
  const ref = { namespace: metadata.namespace, name: metadata.name }
  await api.patch(resources.environments, ref, patch, { subresource: 'status', fieldManager: 'catalyst-operator' })
}
