import type { Environment, Project } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import {
  deployments,
  environments,
  namespaces,
  pods,
  projects,
  statefulSets,
  type ResourceDefinition,
  type WatchableObject,
} from '@catalyst/kubernetes-client'
import { stampAnnotation } from '../objects/stampOf.ts'
import { kindOf, ownedScope, workloadKinds } from '../resources/ownedKinds.ts'
import type { Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { WriteLog } from '../runtime/WriteLog.ts'
import { accept, type Surroundings } from './accept.ts'
import type { Observed } from './Observed.ts'

/** Looks at the world through the shared caches, as it was after the operator's own last write. */
export class Surveyor {
  readonly #manager: Pick<Manager, 'cache'>
  readonly #writes: WriteLog

  constructor(manager: Pick<Manager, 'cache'>, writes: WriteLog) {
    this.#manager = manager
    this.#writes = writes
  }

  environment({ namespace, name }: Request): Environment | undefined {
    const reference = { namespace, name }
    return this.#writes.newest(keyOf('Environment', reference), this.#manager.cache(environments), reference)
  }

  observe(environment: Environment, now: Date): Observed {
    const acceptance = accept(environment, this.#surroundings(environment))
    const name = this.#homeOf(environment)
    return {
      environment,
      acceptance,
      now,
      namespace: name === undefined ? undefined : this.#find(namespaces, { name }),
      find: (reference) => this.#find(kindOf(reference), { namespace: name, name: reference.name }),
      made: name === undefined ? [] : this.#made(name),
      running: {
        deployments: this.#list(deployments, name),
        statefulSets: this.#list(statefulSets, name),
        pods: this.#list(pods, name),
      },
    }
  }

  #surroundings({ metadata }: Environment): Surroundings {
    return {
      namespaceLabels: this.#manager.cache(namespaces).get({ name: metadata.namespace ?? '' })?.metadata?.labels,
      findProject: (reference): Project | undefined => this.#manager.cache(projects).get(reference),
    }
  }

  /** Where it runs: what its status says, so that a namespace is found again even when its project is gone. */
  #homeOf(environment: Environment): string | undefined {
    const acceptance = accept(environment, this.#surroundings(environment))
    if ('fault' in acceptance) return environment.status?.namespace
    const { metadata } = acceptance.project
    return generateNamespace(metadata.namespace ?? '', metadata.name, environment.metadata.name)
  }

  #find<T extends WatchableObject, TInput>(
    resource: ResourceDefinition<T, TInput>,
    reference: { namespace?: string | undefined; name: string },
  ): T | undefined {
    const scope = resource.kind === 'Namespace' ? undefined : ownedScope
    return this.#writes.newest(keyOf(resource.kind, reference), this.#manager.cache(resource, scope), reference)
  }

  #list<T extends WatchableObject, TInput>(resource: ResourceDefinition<T, TInput>, namespace?: string): readonly T[] {
    if (namespace === undefined) return []
    return this.#manager
      .cache(resource, ownedScope)
      .list({ namespace })
      .flatMap((object) => this.#find(resource, { namespace, name: object.metadata?.name ?? '' }) ?? [])
  }

  #made(namespace: string): Observed['made'] {
    return workloadKinds.flatMap((resource) =>
      this.#list(resource, namespace).flatMap(({ metadata }) => {
        const { annotations } = (metadata ?? {}) as { annotations?: Record<string, string> }
        if (annotations?.[stampAnnotation] === undefined) return []
        const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
        return [{ apiVersion, kind: resource.kind, name: metadata?.name ?? '' }]
      }),
    )
  }
}

/** What an object is found by in the log of writes. */
export function keyOf(
  kind: string,
  { namespace = '', name }: { namespace?: string | undefined; name: string },
): string {
  return `${kind} ${kind === 'Namespace' ? '' : namespace}/${name}`
}
