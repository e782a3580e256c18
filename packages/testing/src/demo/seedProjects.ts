import { environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'
import type { ObjectInput } from '../cluster/objects/KubernetesObject.ts'
import { projects } from './world/projects.ts'

/** Writes the teams and projects of the demo. */
export async function seedProjects(api: ApiOperations): Promise<void> {
  for (const team of new Set(projects.map(({ metadata }) => metadata.namespace ?? ''))) {
    await api.create('namespaces', namespace(team, environmentLabels({ team, project: '' })))
  }
  for (const project of projects) {
    const { name, namespace: team = '' } = project.metadata
    const home = generateNamespace(team, name)
    await api.create('namespaces', namespace(home, environmentLabels({ team, project: name })))
    await api.create('projects.catalyst.catalyst.dev', project as ObjectInput)
  }
}

function namespace(name: string, labels: Record<string, string>): ObjectInput {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}
