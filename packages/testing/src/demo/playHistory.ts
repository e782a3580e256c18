import type { Environment } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'
import type { ObjectInput } from '../cluster/objects/KubernetesObject.ts'
import type { DemoClock } from './createDemoClock.ts'
import type { Passage } from './createPassage.ts'
import { commitOf } from './world/commitOf.ts'
import { environmentOf, environmentPlans, type EnvironmentPlan } from './world/environments.ts'

const resource = 'environments.catalyst.catalyst.dev'
const hour = 3_600_000
const webhook = { fieldManager: 'webhook' }

export interface HistoryOptions {
  clock: DemoClock
  /** Absent: nobody works on the cluster, and environments are made and nothing more. */
  passage: Passage | undefined
  /** When it ends, in milliseconds since 1970-01-01T00:00:00Z. */
  present: number
}

/** What has happened in the demo until now: environments came one by one, and the operator made of each what it is. */
export async function playHistory(api: ApiOperations, { clock, passage, present }: HistoryOptions): Promise<void> {
  const read = (ref: Place) => api.get(resource, ref) as Environment | undefined
  const untilPhase = (plan: EnvironmentPlan, phase: string) =>
    passage?.until(() => read(placeOf(plan))?.status?.phase === phase)

  async function approve(plan: EnvironmentPlan): Promise<void> {
    const asked = () => read(placeOf(plan))?.status?.approval?.revision
    await passage?.until(() => asked() !== undefined)
    await api.patch(resource, placeOf(plan), { metadata: { annotations: { [annotations.approvedRevision]: asked() } } })
  }

  for (const [hours, plans] of Map.groupBy(environmentPlans, (plan) => plan.hours)) {
    clock.leapTo(present - hours * hour)
    for (const plan of plans) await api.create(resource, environmentOf(plan) as ObjectInput, webhook)
    if (passage === undefined) continue
    for (const plan of plans) {
      if (plan.isApproved === true) await approve(plan)
      await untilPhase(plan, plan.ends ?? 'Ready')
    }
  }
  if (passage === undefined) return

  clock.leapTo(present - hour / 10)
  const held = planOf('storefront', 'pr-98')
  await api.create('configmaps', remains(held))
  await api.delete(resource, placeOf(held))
  await untilPhase(held, 'Deleting')

  clock.leapTo(present - hour / 20)
  const released = planOf('billing', 'staging')
  const branch = 'release/5.2'
  const sources = [{ name: 'app', branch, commitSha: commitOf('billing', branch) }]
  await api.patch(resource, placeOf(released), { spec: { sources } }, webhook)
  await approve(released)
  await untilPhase(released, 'Deploying')
}

/** What a backup is not done with when its environment is deleted. */
function remains({ team, project, name }: EnvironmentPlan): ObjectInput {
  const namespace = generateNamespace(team, project, name)
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'uploads', namespace, finalizers: ['backup.example.com/snapshot'] },
    data: { state: 'copying' },
  }
}

interface Place {
  namespace: string
  name: string
}

function placeOf({ team, project, name }: EnvironmentPlan): Place {
  return { namespace: generateNamespace(team, project), name }
}

function planOf(project: string, name: string): EnvironmentPlan {
  const found = environmentPlans.find((plan) => plan.project === project && plan.name === name)
  if (found === undefined) throw new Error(`The demonstration has no environment ${project}/${name}.`)
  return found
}
