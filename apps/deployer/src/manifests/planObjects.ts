import { isKubernetesError } from '@catalyst/kubernetes-client'
import { stampAnnotation } from '@catalyst/operator/deployment'
import type { Fault } from '../checks/Fault.ts'
import { refuse } from '../checks/refuse.ts'
import type { EnvironmentObjects } from '../cluster/EnvironmentObjects.ts'
import { explainRefusal, isImmutable } from '../cluster/explainRefusal.ts'
import { DeployError } from '../DeployError.ts'
import { nameOf, type ManifestObject } from '../objects/ManifestObject.ts'
import type { PlannedObject } from './ApplyPlan.ts'

/** Kinds of which one that is made anew is as good as the one before: they run to an end, and hold nothing. */
const replaceable = ['Job', 'Pod']

/**
 * Has the API server try every object without changing anything, so that a set of which one is refused changes nothing.
 * @throws DeployError with everything that it refuses.
 */
export async function planObjects(
  cluster: EnvironmentObjects,
  objects: readonly ManifestObject[],
): Promise<PlannedObject[]> {
  const planned: PlannedObject[] = []
  const faults: Fault[] = []
  for (const object of objects) {
    try {
      planned.push(await planObject(cluster, object))
    } catch (error) {
      const explained = explainRefusal(error, object)
      // What another attempt may mend says nothing about the objects.
      if (!(explained instanceof DeployError) || explained.retry || explained.reason === 'ClusterUnreachable') {
        throw explained
      }
      faults.push(explained)
    }
  }
  refuse(faults)
  return planned
}

async function planObject(cluster: EnvironmentObjects, object: ManifestObject): Promise<PlannedObject> {
  let trial
  try {
    trial = await cluster.apply(object, { dryRun: true })
  } catch (error) {
    if (!isKubernetesError(error) || !isImmutable(error) || !replaceable.includes(object.kind)) throw error
    const replaced = await cluster.get(object)
    if (replaced === undefined) throw error
    refuseForeign(object, replaced.metadata.annotations)
    return { object, replaced }
  }
  refuseForeign(object, trial.metadata.annotations)
  return trial.metadata.deletionTimestamp === undefined ? { object, trial } : { object, replaced: trial }
}

function refuseForeign(object: ManifestObject, annotations: Record<string, string> | undefined): void {
  if (annotations?.[stampAnnotation] === undefined) return
  throw new DeployError(`${nameOf(object)}: the operator keeps an object of that name there. Choose another name.`, {
    reason: 'ApplyRefused',
  })
}
