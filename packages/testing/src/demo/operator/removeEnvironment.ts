import type { Environment } from '@catalyst/api'
import { annotations, environmentFinalizer } from '@catalyst/api/labels'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import { createReader } from './Reader.ts'
import { resources } from './resources.ts'
import { createStatusDraft } from './StatusDraft.ts'
import { writeStatus } from './writeStatus.ts'

/** Takes away what an environment had, and lets go of it once its namespace is gone. */
export async function removeEnvironment(api: ApiOperations, environment: Environment, now: number): Promise<void> {
  const { metadata, status } = environment
  const { finalizers = [] } = metadata
  if (!finalizers.includes(environmentFinalizer)) return
  const ref = { namespace: metadata.namespace, name: metadata.name }
  const home = status?.namespace === undefined ? undefined : createReader(api).namespace(status.namespace)
  const isOurs = home?.metadata?.annotations?.[annotations.environmentUid] === metadata.uid
  const isForced = metadata.annotations?.[annotations.forceDelete] !== undefined
  if (home !== undefined && isOurs) {
    const name = home.metadata?.name ?? ''
    if (home.metadata?.deletionTimestamp === undefined) await api.delete(resources.namespaces, { name })
    if (!isForced) {
      const draft = createStatusDraft(environment, now)
      const held = createReader(api)
        .namespace(name)
        ?.status?.conditions?.filter(({ type, status: is }) => is === 'True' && /Remaining|Failure/.test(type))
        .map(({ message }) => message ?? '')
      const why = held === undefined || held.length === 0 ? '' : ` ${held.join(' ')}`
      draft.enter('Deleting', `Waiting until the namespace ${name} is gone.${why}`)
      draft.condition('Ready', { status: 'False', reason: 'Deleting', message: 'It is being deleted.' })
      await writeStatus(api, environment, draft)
      return
    }
  }
  const left = finalizers.filter((one) => one !== environmentFinalizer)
  await api.patch(
    resources.environments,
    ref,
    { metadata: { finalizers: left } },
    { fieldManager: 'catalyst-operator' },
  )
}
