import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import type { Clock } from '../../cluster/clock/Clock.ts'
import type { KubernetesObject } from '../../cluster/objects/KubernetesObject.ts'
import { createQueue } from './createQueue.ts'
import { reconcileEnvironment } from './reconcileEnvironment.ts'
import { resources } from './resources.ts'
import type { Sources } from './Wanted.ts'

export interface OperatorOptions {
  api: ApiOperations
  clock: Clock
  sources: Sources
  /** The address at which an environment answers. */
  urlOf: (namespace: string) => string
  onError?: ((error: unknown, environment: string) => void) | undefined
}

/**
 * The simulated operator: walks Environments through their phases, as a client of the cluster and nothing more. The real one
 * takes its place by deleting this folder and starting `@catalyst/operator` against the cluster's kubeconfig in `startDemo`.
 */
export function startOperator({ api, clock, sources, urlOf, onError }: OperatorOptions): Disposable {
  const parts = new DisposableStack()
  const applied = new Map<string, string>()
  const queue = parts.use(
    createQueue({
      clock,
      onError,
      async reconcile(key) {
        const [namespace = '', name = ''] = key.split('/')
        return reconcileEnvironment({ api, clock, sources, urlOf, applied }, { namespace, name })
      },
    }),
  )
  const addAll = (isMeant: (environment: KubernetesObject) => boolean) => {
    for (const one of api.list(resources.environments)) if (isMeant(one)) queue.add(keyOf(one))
  }

  parts.use(api.watch(resources.environments, ({ object }) => queue.add(keyOf(object))))
  parts.use(api.watch(resources.projects, ({ object }) => addAll((one) => projectOf(one) === object.metadata.name)))
  for (const kind of ['namespaces', 'jobs', 'deployments', 'pods'] as const) {
    parts.use(
      api.watch(resources[kind], ({ object }) => {
        const {
          [labels.team]: team,
          [labels.project]: project,
          [labels.environment]: name,
        } = object.metadata.labels ?? {}
        if (team !== undefined && project !== undefined && name !== undefined)
          queue.add(`${generateNamespace(team, project)}/${name}`)
      }),
    )
  }
  return parts
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`
}

function projectOf({ spec }: KubernetesObject): string | undefined {
  return (spec as { projectRef?: { name?: string } } | undefined)?.projectRef?.name
}
