import { annotations, environmentFinalizer, environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'
import type { ObjectInput } from '../cluster/objects/KubernetesObject.ts'
import type { DemoClock } from './createDemoClock.ts'
import type { GitHost } from './world/createGitHost.ts'
import { environmentOf, environmentPlans } from './world/environments.ts'
import { projects } from './world/projects.ts'

const hour = 3_600_000

export interface SeedOptions {
  clock: DemoClock
  host: GitHost
}

/** Writes the teams, projects and environments of the demo, each as old as it is meant to be. */
export async function seedWorld(api: ApiOperations, { clock, host }: SeedOptions): Promise<void> {
  await clock.backdate(120 * 24 * hour, async () => {
    for (const team of new Set(projects.map(({ metadata }) => metadata.namespace ?? ''))) {
      await api.create('namespaces', namespace(team, environmentLabels({ team, project: '' })))
    }
    for (const project of projects) {
      const { name, namespace: team = '' } = project.metadata
      await api.create(
        'namespaces',
        namespace(generateNamespace(team, name), environmentLabels({ team, project: name })),
      )
      await api.create('projects.catalyst.catalyst.dev', project as ObjectInput)
    }
  })
  for (const plan of environmentPlans) {
    await clock.backdate(plan.hours * hour, () =>
      api.create('environments.catalyst.catalyst.dev', environmentOf(plan, host) as ObjectInput),
    )
  }
  await leaveRemains(api, clock)
}

/** An environment that is being deleted, and something in its namespace that a backup is not done with. */
async function leaveRemains(api: ApiOperations, clock: DemoClock): Promise<void> {
  const resource = 'environments.catalyst.catalyst.dev'
  const ref = { namespace: generateNamespace('acme', 'storefront'), name: 'pr-98' }
  const labels = environmentLabels({ team: 'acme', project: 'storefront', environment: ref.name })
  const home = generateNamespace('acme', 'storefront', ref.name)
  await clock.backdate(6 * hour, async () => {
    const finalizers = { metadata: { finalizers: [environmentFinalizer] } }
    const { metadata } = await api.patch(resource, ref, finalizers)
    const annotated = {
      ...namespace(home, labels).metadata,
      annotations: { [annotations.environmentUid]: metadata.uid },
    }
    await api.create('namespaces', { ...namespace(home, labels), metadata: annotated })
    await api.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'uploads', namespace: home, labels, finalizers: ['backup.example.com/snapshot'] },
      data: { state: 'copying' },
    })
    await api.patch(resource, ref, { status: { phase: 'Ready', namespace: home } }, { subresource: 'status' })
  })
  await clock.backdate(hour / 10, () => api.delete(resource, ref))
}

function namespace(name: string, labels: Record<string, string>): ObjectInput {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}
