import { setTimeout as pause } from 'node:timers/promises'
import type { EnvironmentObjects } from '../cluster/EnvironmentObjects.ts'
import { explainRefusal } from '../cluster/explainRefusal.ts'
import type { LiveObject } from '../cluster/LiveObject.ts'
import { DeployError } from '../DeployError.ts'
import { nameOf } from '../objects/ManifestObject.ts'
import type { PlannedObject } from './ApplyPlan.ts'

const looksEveryMs = 500

export interface ApplyOptions {
  signal: AbortSignal
  log: (line: string) => void
}

export interface AppliedObjects {
  objects: LiveObject[]
  /** How many of them are not as they were before. */
  changed: number
}

/** Applies objects, one after the other. @throws DeployError that names what is in place and what is not. */
export async function applyObjects(
  cluster: EnvironmentObjects,
  planned: readonly PlannedObject[],
  { signal, log }: ApplyOptions,
): Promise<AppliedObjects> {
  const objects: LiveObject[] = []
  let changed = 0
  for (const [index, { object, trial, replaced }] of planned.entries()) {
    try {
      if (replaced !== undefined) await makeRoom(replaced)
      const applied = await cluster.apply(object)
      const same = trial !== undefined && trial.metadata.resourceVersion === applied.metadata.resourceVersion
      if (!same) changed++
      log(`${nameOf(object)} ${same ? 'is as it was' : replaced === undefined ? 'is applied' : 'is made anew'}`)
      objects.push(applied)
    } catch (error) {
      throw partial(explainRefusal(error, object), { done: objects.map(nameOf), left: planned.slice(index) })
    }
  }
  return { objects, changed }

  async function makeRoom(old: LiveObject): Promise<void> {
    if (old.metadata.deletionTimestamp !== undefined) {
      log(`${nameOf(old)} is on its way out`)
    } else {
      log(`${nameOf(old)} can't be changed, so it is made anew`)
      await cluster.delete(old)
    }
    while ((await cluster.get(old))?.metadata.uid === old.metadata.uid) {
      await pause(looksEveryMs, undefined, { signal })
    }
  }
}

function partial(error: unknown, { done, left }: { done: string[]; left: readonly PlannedObject[] }): unknown {
  if (!(error instanceof DeployError)) return error
  const missing = left.map(({ object }) => nameOf(object)).join(', ')
  const rest = `In place are ${done.length > 0 ? done.join(', ') : 'none'}; not applied: ${missing}. Nothing was removed.`
  return new DeployError(`${error.message}\n${rest}`, { reason: error.reason, retry: error.retry, cause: error })
}
