import type { Environment, Project } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import {
  environments,
  jobs,
  namespaces,
  pods,
  projects,
  type ClusterAccess,
  type WatchableObject,
} from '@catalyst/kubernetes-client'
import { createSecretReader } from '../credentials/createSecretReader.ts'
import { SecretSources, type SeenSecret } from '../credentials/SecretSources.ts'
import type { EventDraft, EventRecorder } from '../events/createEventRecorder.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { foundationKinds, jobScope, ownedScope, workloadKinds } from '../resources/ownedKinds.ts'
import { watches, type Controller, type Request } from '../runtime/Controller.ts'
import type { Manager } from '../runtime/createManager.ts'
import type { OperatorLogger } from '../runtime/OperatorLogger.ts'
import { RepairBudget } from '../runtime/RepairBudget.ts'
import { WriteLog } from '../runtime/WriteLog.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import { carryOut, RefusedError, type CarriedOut } from './carryOut.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { planDeletion } from './planDeletion.ts'
import { planEnvironment } from './planEnvironment.ts'
import { planRefused } from './planRefused.ts'
import { Surveyor } from './Surveyor.ts'

export interface EnvironmentControllerOptions {
  kubeConfig: ClusterAccess
  /** Whose caches are read. */
  manager: Pick<Manager, 'cache'>
  settings: OperatorSettings
  events: EventRecorder
  logger: OperatorLogger
  /** How long it may take until a change of a Secret is seen that environments have copies of, in milliseconds. @default 60_000 */
  secretsMs?: number | undefined
  now?: (() => Date) | undefined
}

/** Makes running environments of Environment resources: observes, plans, and carries out. */
export function createEnvironmentController(options: EnvironmentControllerOptions): Controller {
  const { kubeConfig, manager, settings, events, logger, secretsMs, now = () => new Date() } = options
  const writes = new WriteLog()
  const repairs = new RepairBudget()
  const sources = new SecretSources({
    reader: createSecretReader(kubeConfig),
    everyMs: secretsMs,
    onError: ({ namespace, name }, error) =>
      logger.warn({ object: `${namespace}/${name}`, err: error }, 'a Secret that is copied could not be looked at'),
  })
  const surveyor = new Surveyor({ manager, writes, kubeConfig, settings, sources })
  const known = () => manager.cache(environments).list()

  const owned = (kind: (typeof workloadKinds)[number]) => watches(kind, { scope: ownedScope, requestsOf: ownerOf })
  return {
    name: 'environment',
    sources: [
      watches(environments, {
        requestsOf: ({ metadata }) => [{ namespace: metadata.namespace ?? '', name: metadata.name }],
        predicate: ({ object, previous }) => isAbout(object) !== isAbout(previous),
      }),
      watches(projects, {
        requestsOf: (project) => environmentsOf(project, known()),
        predicate: ({ object, previous }) => object.metadata.generation !== previous.metadata.generation,
      }),
      watches(namespaces, {
        requestsOf: (namespace) => [...ownerOf(namespace), ...residents(namespace.metadata?.name ?? '', known())],
      }),
      ...foundationKinds.map(owned),
      ...workloadKinds.map(owned),
      watches(jobs, { scope: jobScope, requestsOf: ownerOf }),
      watches(pods, { scope: ownedScope, requestsOf: ownerOf }),
    ],
    begin: (ask, signal) => sources.begin(ask, signal),
    // A team that makes many at once waits for itself alone.
    groupOf: ({ namespace }) => namespace,
    async reconcile(request, signal) {
      const environment = surveyor.environment(request)
      if (environment === undefined) {
        sources.follow(request, [])
        return {}
      }
      const observed = await surveyor.observe(environment, { now: now(), signal })
      const plan = planEnvironment(observed, settings)
      sources.follow(request, secretsOf(observed, plan))
      const options = { kubeConfig, writes, repairs, signal }
      let done: CarriedOut
      try {
        done = await carryOut(environment, plan, options)
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        const refused =
          environment.metadata.deletionTimestamp === undefined
            ? planRefused(observed, { error, plan, settings })
            : planDeletion(observed, { settings, namespaceAlone: true })
        await carryOut(environment, refused, options)
        for (const event of refused.events) events.record(environment, event)
        return { requeueAfterMs: refused.requeueAfterMs }
      }
      for (const event of [...plan.events, ...done.contested.map(contestOf)]) events.record(environment, event)
      const isUnfinished = plan.apply.length > 0 || plan.remove.length > 0 || plan.finalizers !== undefined
      return { requeueAfterMs: isUnfinished ? done.heldMs : plan.requeueAfterMs }
    },
  }
}

function contestOf({ kind, metadata: { name, namespace = '' } }: DesiredObject): EventDraft {
  const message = `Somebody changes the ${kind} ${name} again and again; from now on it is repaired only now and then. Who it is stands in: kubectl get ${kind.toLowerCase()} ${name} --namespace ${namespace} --show-managed-fields --output yaml`
  return { type: 'Warning', reason: 'Contested', message }
}

/** The Secrets whose changes are a reason for a pass: those it has copies of, and one for its repository that holds it up. */
function secretsOf({ environment, credentials, git }: Observed, { status = environment.status }: Plan): SeenSecret[] {
  return git.secret !== undefined && status?.phase === 'Pending'
    ? [...credentials.secrets, git.secret]
    : [...credentials.secrets]
}

/** Whatever of an environment is a reason for a pass; its status is the operator's own. */
function isAbout({ metadata }: Environment): string {
  const { generation, deletionTimestamp, finalizers, annotations } = metadata
  return JSON.stringify([generation, deletionTimestamp, finalizers, annotations])
}

/** The environment that an object belongs to, told by its labels. */
function ownerOf({ metadata }: WatchableObject): Request[] {
  const { [labels.team]: team, [labels.project]: project, [labels.environment]: name } = metadata?.labels ?? {}
  if (team === undefined || project === undefined || name === undefined) return []
  return [{ namespace: generateNamespace(team, project), name }]
}

function environmentsOf({ metadata }: Project, all: readonly Environment[]): Request[] {
  const home = generateNamespace(metadata.namespace ?? '', metadata.name)
  return residents(home, all)
}

/** Environments that are in a namespace, or run in it. */
function residents(namespace: string, all: readonly Environment[]): Request[] {
  return all
    .filter(({ metadata, status }) => metadata.namespace === namespace || status?.namespace === namespace)
    .map(({ metadata }) => ({ namespace: metadata.namespace ?? '', name: metadata.name }))
}
