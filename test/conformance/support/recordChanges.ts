import {
  type CacheChange,
  compareResourceVersions,
  createResourceClient,
  type KubeConfig,
  type ResourceDefinition,
  type WatchableObject,
  type WatchCache,
} from '@catalyst/kubernetes-client'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'

/** What a cache told one of its readers. */
export interface RecordedChanges<T> {
  /** As `ADDED name revision`, in the order of arrival. */
  readonly told: string[]
  /** What a reader holds who began with the cache's objects and did only as it was told. */
  readonly held: Map<string, T>
}

/** Listens to a cache as a page does, and fails where it is told something twice, too late or in the wrong order. */
export function recordChanges<T extends WatchableObject>(cache: WatchCache<T>): RecordedChanges<T> {
  const told: string[] = []
  const held = new Map(cache.list().map((object) => [nameOf(object), object]))
  cache.subscribe((change: CacheChange<T>) => {
    if (!('object' in change)) return
    const name = nameOf(change.object)
    const before = held.get(name)
    const isOrdered =
      change.type === 'ADDED'
        ? before === undefined
        : before !== undefined && (change.type === 'DELETED' || isBefore(before, change.object))
    told.push(`${isOrdered ? '' : 'OUT OF ORDER '}${change.type} ${name} ${versionOf(change.object)}`)
    if (change.type === 'DELETED') held.delete(name)
    else held.set(name, change.object)
  })
  return { told, held }
}

/** Waits until a cache, and a reader who did as it was told, hold what a fresh list gives. */
export async function expectSameAsList<T extends WatchableObject>(
  cache: WatchCache<T>,
  recorded: RecordedChanges<T>,
  list: { kubeConfig: KubeConfig; resource: ResourceDefinition<T, unknown>; namespace: string },
): Promise<void> {
  const client = createResourceClient(list.resource, { kubeConfig: list.kubeConfig })
  await eventually(async () => {
    const { items } = await client.list({ namespace: list.namespace })
    expect(identities(cache.list())).toEqual(identities(items))
  })
  expect(identities([...recorded.held.values()])).toEqual(identities(cache.list()))
  expect(recorded.told.filter((change) => change.startsWith('OUT OF ORDER'))).toEqual([])
}

function identities(objects: readonly WatchableObject[]): string[] {
  return objects.map((object) => `${nameOf(object)} ${object.metadata?.uid} ${versionOf(object)}`).sort()
}

function nameOf(object: WatchableObject): string {
  return object.metadata?.name ?? ''
}

function isBefore(left: WatchableObject, right: WatchableObject): boolean {
  return (compareResourceVersions(versionOf(left), versionOf(right)) ?? 0) < 0
}

function versionOf(object: WatchableObject): string {
  return object.metadata?.resourceVersion ?? ''
}
