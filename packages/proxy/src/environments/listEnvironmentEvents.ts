import type { Environment, KubernetesEvent, ResourceList } from '@catalyst/api'
import { createResourceClient, events } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'

/** Events of what runs in an environment, and of the environment itself, oldest first. */
export async function listEnvironmentEvents(
  caller: Caller,
  { environment, namespace }: { environment: Environment; namespace: string },
): Promise<ResourceList<KubernetesEvent>> {
  const client = createResourceClient(events, caller)
  const { name } = environment.metadata
  const [inside, own] = await Promise.all([
    client.list({ namespace, signal: caller.signal }),
    client.list({
      namespace: environment.metadata.namespace,
      fieldSelector: `involvedObject.kind=Environment,involvedObject.name=${name}`,
      signal: caller.signal,
    }),
  ])
  const items = [...own.items, ...inside.items].sort((a, b) => compareTimes(timeOf(a), timeOf(b)))
  return { items, metadata: { resourceVersion: inside.metadata.resourceVersion } }
}

/** Old events have first and last times, new ones a time with microseconds; RFC 3339 in UTC either way. */
function timeOf({ lastTimestamp, eventTime, firstTimestamp, metadata }: KubernetesEvent): string {
  return lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp ?? ''
}

function compareTimes(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || 0
}
