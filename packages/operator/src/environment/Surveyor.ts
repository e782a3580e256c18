import type { Environment, Project } from '@catalyst/api'
import { annotations, labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  deployments,
  environments,
  ingresses,
  jobs,
  namespaces,
  pods,
  projects,
  secrets as coreSecrets,
  serviceAccounts,
  services,
  statefulSets,
  type ClusterAccess,
  type Namespace,
  type ResourceDefinition,
  type Secret,
  type ServiceAccount,
  type WatchableObject,
} from '@catalyst/kubernetes-client'
import { copiedSecrets, pullPrefix } from '../credentials/copiedSecrets.ts'
import { originAnnotation } from '../credentials/desiredCredentials.ts'
import type { SecretSources } from '../credentials/SecretSources.ts'
import { gitSecretNameOf } from '../deployment/deployerNames.ts'
import { gitSecretOf } from '../deployment/gitSecretOf.ts'
import { copiesAnnotation } from '../desired/desiredNamespace.ts'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'
import { stampAnnotation } from '../objects/stamped.ts'
import { foundationKinds, jobScope, kindOf, ownedScope, workloadKinds } from '../resources/ownedKinds.ts'
import type { CacheScope } from '../runtime/CacheRegistry.ts'
import type { Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { WriteLog } from '../runtime/WriteLog.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import { accept, type Acceptance, type Surroundings } from './accept.ts'
import type { Observed } from './Observed.ts'

export interface SurveyorOptions {
  manager: Pick<Manager, 'cache'>
  writes: WriteLog
  kubeConfig: ClusterAccess
  settings: OperatorSettings
  /** Where Secrets are read that are copied. */
  sources: Pick<SecretSources, 'read'>
}

/** Looks at the world through the shared caches, as it was after the operator's own last write. */
export class Surveyor {
  readonly #manager: Pick<Manager, 'cache'>
  readonly #writes: WriteLog
  readonly #kubeConfig: ClusterAccess
  readonly #settings: OperatorSettings
  readonly #sources: Pick<SecretSources, 'read'>

  constructor({ manager, writes, kubeConfig, settings, sources }: SurveyorOptions) {
    this.#sources = sources
    this.#manager = manager
    this.#writes = writes
    this.#kubeConfig = kubeConfig
    this.#settings = settings
  }

  environment({ namespace, name }: Request): Environment | undefined {
    const reference = { namespace, name }
    return this.#writes.newest(keyOf('Environment', reference), this.#manager.cache(environments), reference)
  }

  async observe(environment: Environment, { now, signal }: { now: Date; signal: AbortSignal }): Promise<Observed> {
    const acceptance = accept(environment, this.#surroundings(environment))
    const name = homeOf(environment, acceptance)
    const namespace = name === undefined ? undefined : this.#find(namespaces, { name })
    const isLeaving = environment.metadata.deletionTimestamp !== undefined
    const secrets = isLeaving || 'fault' in acceptance ? [] : copiedSecrets(environment, acceptance.project)
    const stale = isLeaving
      ? []
      : await this.#stale(environment, namespace, { named: secrets.map((secret) => secret.name), signal })
    const account = await this.#account(name, {
      wanted: secrets.filter(({ use }) => use === 'pull').map((secret) => secret.name),
      unwanted: stale.filter(isPullCopy).map(({ metadata }) => metadata?.name ?? ''),
      signal,
    })
    const observedSecrets = await Promise.all(
      secrets.map(async (secret) => ({
        ...secret,
        source: await this.#sources.read(secret.from),
        copy: await this.#get(coreSecrets, { namespace: name, name: secret.name }, signal),
      })),
    )
    const git = await this.#git(environment, acceptance, signal)
    const { namespace: own } = environment.metadata
    return {
      environment,
      acceptance,
      credentials: { secrets: observedSecrets, account, stale },
      git,
      now,
      namespace,
      find: ({ kind, name: wanted, namespace: where = name, ...reference }) => {
        // They are read when they are needed: a watch on the Secrets of a whole cluster is a right that nobody should have.
        if (kind === 'Secret')
          return where === own ? git.copy : observedSecrets.find((secret) => secret.name === wanted)?.copy
        if (kind === 'ServiceAccount' && wanted === 'default') return account
        return this.#find(kindOf({ kind, ...reference }), { namespace: where, name: wanted })
      },
      made: name === undefined ? [] : this.#made(name, workloadKinds),
      foundations: name === undefined ? [] : this.#made(name, foundationKinds),
      running: {
        deployments: this.#list(deployments, name),
        statefulSets: this.#list(statefulSets, name),
        services: this.#list(services, name),
        ingresses: this.#list(ingresses, name),
        pods: this.#list(pods, name),
      },
      jobs: this.#jobs(environment),
    }
  }

  /** The account that pulls images, where there is anything to say of it. */
  async #account(
    namespace: string | undefined,
    { wanted, unwanted, signal }: { wanted: readonly string[]; unwanted: readonly string[]; signal: AbortSignal },
  ): Promise<ServiceAccount | undefined> {
    if (namespace === undefined || wanted.length + unwanted.length === 0) return undefined
    const reference = { namespace, name: 'default' }
    // Watched is what has the operator's labels, which it gets with the first of its names.
    const seen = this.#find(serviceAccounts, reference)
    const listed = seen?.imagePullSecrets?.map(({ name }) => name) ?? []
    const isDone = wanted.every((name) => listed.includes(name)) && !unwanted.some((name) => listed.includes(name))
    if (seen !== undefined && isDone) return seen
    // The list is written as a whole, with the names of others in it as they are right now.
    return this.#get(serviceAccounts, reference, signal)
  }

  /** Copies that its namespace says it was given, that nobody names now, and that are still there. */
  async #stale(
    { metadata }: Environment,
    namespace: Namespace | undefined,
    { named, signal }: { named: readonly string[]; signal: AbortSignal },
  ): Promise<Secret[]> {
    const { name, annotations: notes } = namespace?.metadata ?? {}
    if (notes?.[annotations.environmentUid] !== metadata.uid) return []
    const given = (notes?.[copiesAnnotation] ?? '').split(',').filter((one) => one !== '' && !named.includes(one))
    const found = await Promise.all(given.map((one) => this.#get(coreSecrets, { namespace: name, name: one }, signal)))
    return found.filter((secret) => secret?.metadata?.annotations?.[originAnnotation] !== undefined) as Secret[]
  }

  /** The credentials for its repository. Their copy is there while a Job runs, so only then is it looked for. */
  async #git(environment: Environment, acceptance: Acceptance, signal: AbortSignal): Promise<Observed['git']> {
    if ('fault' in acceptance || environment.metadata.deletionTimestamp !== undefined)
      return { secret: undefined, copy: undefined }
    const named = gitSecretOf(acceptance.project, acceptance.template, this.#settings)
    if (named === undefined) return { secret: undefined, copy: undefined }
    const { name, namespace } = environment.metadata
    const isCopied = environment.status?.deployment?.phase === 'Running'
    const [source, copy] = await Promise.all([
      this.#sources.read(named.from),
      isCopied ? this.#get(coreSecrets, { namespace, name: gitSecretNameOf(name) }, signal) : undefined,
    ])
    return { secret: { ...named, source }, copy }
  }

  #jobs({ metadata: { name, namespace } }: Environment): Observed['jobs'] {
    const isIts = ({ metadata }: WatchableObject) => metadata?.labels?.[labels.environment] === name
    const home = this.#find(namespaces, { name: namespace ?? '' })
    return {
      all: this.#list(jobs, namespace).filter(isIts),
      pods: this.#list(pods, namespace).filter(isIts),
      isTerminating: home?.metadata?.deletionTimestamp !== undefined,
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
    const scope = scopeOf(resource)
    return this.#writes.newest(keyOf(resource.kind, reference), this.#manager.cache(resource, scope), reference)
  }

  #list<T extends WatchableObject, TInput>(resource: ResourceDefinition<T, TInput>, namespace?: string): readonly T[] {
    if (namespace === undefined) return []
    return this.#manager
      .cache(resource, scopeOf(resource))
      .list({ namespace })
      .flatMap((object) => this.#find(resource, { namespace, name: object.metadata?.name ?? '' }) ?? [])
  }

  async #get<T extends WatchableObject, TInput>(
    resource: ResourceDefinition<T, TInput>,
    reference: { namespace?: string | undefined; name: string },
    signal: AbortSignal,
  ): Promise<T | undefined> {
    if (reference.namespace === undefined) return undefined
    const client = createResourceClient(resource, { kubeConfig: this.#kubeConfig })
    return client.get(reference, { signal }).catch(ignoreNotFound)
  }

  #made(namespace: string, kinds: typeof workloadKinds): Observed['made'] {
    return kinds.flatMap((resource) =>
      this.#list(resource, namespace).flatMap(({ metadata }) => {
        const { annotations } = (metadata ?? {}) as { annotations?: Record<string, string> }
        if (annotations?.[stampAnnotation] === undefined) return []
        const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
        return [{ apiVersion, kind: resource.kind, name: metadata?.name ?? '' }]
      }),
    )
  }
}

function scopeOf({ kind }: { kind: string }): CacheScope | undefined {
  return kind === 'Namespace' ? undefined : kind === 'Job' ? jobScope : ownedScope
}

function isPullCopy({ metadata }: Secret): boolean {
  return metadata?.name?.startsWith(pullPrefix) === true
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
