import { groupVersion, labels, type Project, type ProjectSpec } from '@catalyst/api'
import { storyTime } from './storyTime.ts'
import { uid } from './uid.ts'

export interface ProjectOptions {
  /** @default 'checkout' */
  name?: string | undefined
  /** @default 'payments' */
  team?: string | undefined
  /** @default one week before `storyNow` */
  createdAt?: string | undefined
  spec?: Partial<ProjectSpec> | undefined
  /** @default '1' */
  resourceVersion?: string | undefined
}

/** A Project with one repository and a development template. */
export function project(options: ProjectOptions = {}): Project {
  const { name = 'checkout', team = 'payments', createdAt = storyTime(-7 * 86_400), resourceVersion = '1' } = options
  return {
    apiVersion: groupVersion,
    kind: 'Project',
    metadata: {
      name,
      namespace: team,
      uid: uid(`project/${team}/${name}`),
      resourceVersion,
      generation: 1,
      creationTimestamp: createdAt,
      labels: { [labels.team]: team, [labels.project]: name },
    },
    spec: {
      sources: [{ name: 'app', repositoryUrl: `https://github.com/${team}/${name}.git`, branch: 'main' }],
      templates: { development: { type: 'docker', sourceRef: 'app' } },
      resources: { cpu: '2', memory: '4Gi' },
      ...options.spec,
    },
    status: { conditions: [], observedGeneration: 1 },
  }
}
