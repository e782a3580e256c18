import { labels as keys } from '@catalyst/api/labels'
import { fieldManager, type EnvironmentObjects } from '../cluster/EnvironmentObjects.ts'
import { explainRefusal } from '../cluster/explainRefusal.ts'
import type { LiveObject } from '../cluster/LiveObject.ts'
import { deployedBy } from '../objects/addPlatformMetadata.ts'
import { nameOf, type ManifestObject } from '../objects/ManifestObject.ts'
import { inOrder } from './inOrder.ts'

export interface RemoveOptions {
  /** Of the environment. */
  labels: Readonly<Record<string, string>>
  /** What stays. @default nothing */
  keep?: readonly ManifestObject[] | undefined
  log: (line: string) => void
}

/** Deletes what earlier manifests brought and these do not, the last first. @returns how many. */
export async function removeObjects(
  cluster: EnvironmentObjects,
  { labels, keep = [], log }: RemoveOptions,
): Promise<number> {
  const kept = new Set(keep.map(nameOf))
  // The branch of an environment may change.
  const owning = Object.fromEntries(Object.entries(labels).filter(([key]) => key !== keys.branch))
  const found = await cluster.list(owning)
  const left = inOrder(found.filter((object) => isOurs(object) && !kept.has(nameOf(object)))).toReversed()
  for (const object of left) {
    try {
      await cluster.delete(object)
    } catch (error) {
      throw explainRefusal(error, object)
    }
    log(`${nameOf(object)} is removed`)
  }
  return left.length
}

/**
 * Whether this program applied an object, and nothing else made it. Labels and annotations alone don't tell: controllers copy
 * them to what they make.
 */
export function isOurs({ metadata }: LiveObject): boolean {
  const { annotations, ownerReferences = [], managedFields = [], deletionTimestamp } = metadata
  return (
    deletionTimestamp === undefined &&
    ownerReferences.length === 0 &&
    Object.entries(deployedBy).every(([key, value]) => annotations?.[key] === value) &&
    managedFields.some(({ manager, operation }) => manager === fieldManager && operation === 'Apply')
  )
}
