import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import { groupOf } from '../../cluster/objects/names.ts'
import { buildJobName, desiredBuildJob } from './desiredBuildJob.ts'
import { desiredNamespace, desiredPolicies } from './desiredHome.ts'
import { desiredWorkloads } from './desiredWorkloads.ts'
import { observeWorkloads } from './observeWorkloads.ts'
import type { World } from './phaseSteps.ts'
import { createReader } from './Reader.ts'
import { resources } from './resources.ts'
import type { Wanted } from './Wanted.ts'

const options = { fieldManager: 'catalyst-operator' }

export interface WorldOptions {
  wanted: Wanted
  now: number
  /** What was applied last, by the environment's uid, so that an unchanged wish is not written again. */
  applied: Map<string, string>
}

/** The cluster as the steps of one environment see it. */
export function createWorld(api: ApiOperations, { wanted, now, applied }: WorldOptions): World {
  const read = createReader(api)
  const { namespace } = wanted
  const apply = (object: ObjectInput) => api.apply(resourceOf(object), object, options)
  const isThere = ({ metadata, ...object }: ObjectInput) =>
    api.get(resourceOf({ metadata, ...object }), { namespace: metadata.namespace, name: metadata.name ?? '' }) !==
    undefined

  return {
    now,
    async prepare() {
      const home = read.namespace(namespace)
      if (home?.metadata?.deletionTimestamp !== undefined) return false
      const objects = [desiredNamespace(wanted), ...desiredPolicies(wanted)]
      if (!objects.every(isThere)) for (const object of objects) await apply(object)
      return true
    },
    async build(source) {
      const jobName = buildJobName(wanted, source)
      const job = read.jobs(namespace).find(({ metadata }) => metadata?.name === jobName)
      if (job === undefined) await api.create(resources.jobs, desiredBuildJob(wanted, source), options)
      const ended = job?.status?.conditions?.find(
        ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
      )
      if (ended === undefined) return { jobName, state: 'running' }
      if (ended.type === 'Complete') return { jobName, state: 'succeeded' }
      return { jobName, state: 'failed', message: `The log of ${jobName} says why.` }
    },
    async deploy() {
      const objects = desiredWorkloads(wanted)
      const wish = JSON.stringify(objects)
      const { uid = '' } = wanted.environment.metadata
      if (applied.get(uid) === wish && objects.every(isThere)) return
      for (const object of objects) await apply(object)
      applied.set(uid, wish)
    },
    health: () =>
      observeWorkloads({
        deployments: read.deployments(namespace),
        pods: read
          .pods(namespace)
          .filter(({ metadata }) => metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet') === true),
        events: read.events(namespace),
      }),
  }
}

/** Takes away builds that are of no use: those of other commits, those that run, and those that failed. */
export async function cancelBuilds(api: ApiOperations, wanted: Wanted): Promise<void> {
  const { namespace, sources } = wanted
  const names = new Set(sources.map((source) => buildJobName(wanted, source)))
  for (const { metadata, status } of createReader(api).jobs(namespace)) {
    const name = metadata?.name ?? ''
    const isComplete = status?.conditions?.some((one) => one.type === 'Complete' && one.status === 'True') === true
    if (isComplete && names.has(name)) continue
    await api.delete(resources.jobs, { namespace, name }, { propagationPolicy: 'Background' })
  }
}

const plurals: Record<string, string> = { NetworkPolicy: 'networkpolicies', Ingress: 'ingresses' }

function resourceOf({ kind, apiVersion }: ObjectInput): string {
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`
  const group = groupOf(apiVersion)
  return group === '' ? plural : `${plural}.${group}`
}
