import type { Environment, Project } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  deployments,
  environments,
  isNotFound,
  namespaces,
  pods,
  projects,
  secrets as coreSecrets,
  serviceAccounts,
  statefulSets,
  type ClusterAccess,
  type ResourceDefinition,
  type WatchableObject,
} from '@catalyst/kubernetes-client'
import { copiedSecrets } from '../credentials/copiedSecrets.ts'
import { stampAnnotation } from '../objects/stamped.ts'
import { kindOf, ownedScope, workloadKinds } from '../resources/ownedKinds.ts'
import type { Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { WriteLog } from '../runtime/WriteLog.ts'
import { accept, type Acceptance, type Surroundings } from './accept.ts'
import type { Observed } from './Observed.ts'

export interface SurveyorOptions {
  manager: Pick<Manager, 'cache'>
  writes: WriteLog
  kubeConfig: ClusterAccess
}

/** Looks at the world through the shared caches, as it was after the operator's own last write. */
export class Surveyor {
  readonly #manager: Pick<Manager, 'cache'>
  readonly #writes: WriteLog
  readonly #kubeConfig: ClusterAccess

  constructor({ manager, writes, kubeConfig }: SurveyorOptions) {
    this.#manager = manager
    this.#writes = writes
    this.#kubeConfig = kubeConfig
  }

  environment({ namespace, name }: Request): Environment | undefined {
    const reference = { namespace, name }
    return this.#writes.newest(keyOf('Environment', reference), this.#manager.cache(environments), reference)
  }

  async observe(environment: Environment, { now, signal }: { now: Date; signal: AbortSignal }): Promise<Observed> {
    const acceptance = accept(environment, this.#surroundings(environment))
    const name = homeOf(environment, acceptance)
    const secrets = 'fault' in acceptance ? [] : copiedSecrets(environment, acceptance.project)
    const account = secrets.some(({ use }) => use === 'pull')
      ? await this.#get(serviceAccounts, { namespace: name, name: 'default' }, signal)
      : undefined
    const observedSecrets = await Promise.all(
      secrets.map(async (secret) => ({
        ...secret,
        source: await this.#get(coreSecrets, secret.from, signal),
        copy: await this.#get(coreSecrets, { namespace: name, name: secret.name }, signal),
      })),
    )
    return {
      environment,
      acceptance,
      credentials: { secrets: observedSecrets, account },
      now,
      namespace: name === undefined ? undefined : this.#find(namespaces, { name }),
      find: ({ kind, name: wanted, ...reference }) => {
        // They are read when they are needed: a watch on the Secrets of a whole cluster is a right that nobody should have.
        if (kind === 'Secret') return observedSecrets.find((secret) => secret.name === wanted)?.copy
        if (kind === 'ServiceAccount' && wanted === 'default') return account
        return this.#find(kindOf({ kind, ...reference }), { namespace: name, name: wanted })
      },
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

  async #get<T extends WatchableObject, TInput>(
    resource: ResourceDefinition<T, TInput>,
    reference: { namespace?: string | undefined; name: string },
    signal: AbortSignal,
  ): Promise<T | undefined> {
    if (reference.namespace === undefined) return undefined
    try {
      return await createResourceClient(resource, { kubeConfig: this.#kubeConfig }).get(reference, { signal })
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
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

/** Where it runs: what its status says, so that a namespace is found again even when its project is gone. */
function homeOf({ metadata, status }: Environment, acceptance: Acceptance): string | undefined {
  if ('fault' in acceptance) return status?.namespace
  const { project } = acceptance
  return generateNamespace(project.metadata.namespace ?? '', project.metadata.name, metadata.name)
}

/** What an object is found by in the log of writes. */
export function keyOf(
  kind: string,
  { namespace = '', name }: { namespace?: string | undefined; name: string },
): string {
  return `${kind} ${kind === 'Namespace' ? '' : namespace}/${name}`
}
