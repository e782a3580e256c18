import { environmentLabels } from '@catalyst/api/labels'
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
  const namespace = (name: string, labels: Record<string, string>): ObjectInput => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  })
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
}
