import type { Environment } from '@catalyst/api'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'

const environments = 'environments.catalyst.catalyst.dev'
/** What happens to them goes on. */
const unsettled = new Set(['Building', 'Deploying', 'Deleting'])

/**
 * Dates what the operator has just said back to the days in which it would have said it: an environment that was made two days
 * ago became Ready soon after, and not when the demo began.
 */
export async function ageStatuses(api: ApiOperations, startedAt: number): Promise<void> {
  for (const { metadata, status } of api.list(environments) as unknown as Environment[]) {
    if (status === undefined || unsettled.has(status.phase ?? '')) continue
    const shift = startedAt - Date.parse(metadata.creationTimestamp ?? '')
    if (!(shift > 0)) continue
    const earlier = (time: string) => new Date(Date.parse(time) - shift).toISOString().replace(/\.\d+Z$/, 'Z')
    const times = (['startedAt', 'readyAt', 'updatedAt'] as const).flatMap((key): [string, string][] => {
      const time = status[key]
      return time === undefined ? [] : [[key, earlier(time)]]
    })
    const conditions = status.conditions?.map((one) => ({
      ...one,
      lastTransitionTime: earlier(one.lastTransitionTime),
    }))
    const ref = { namespace: metadata.namespace, name: metadata.name }
    const patch = { status: { ...Object.fromEntries(times), conditions } }
    await api.patch(environments, ref, patch, { subresource: 'status', fieldManager: 'catalyst-operator' })
  }
}
