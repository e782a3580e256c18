import type { Environment, Pod } from '@catalyst/api'
import type { Job, Service } from '@catalyst/kubernetes-client'
import { expect } from 'vitest'
import { containerName } from '../src/deployment/desiredJob.ts'
import type { DeploymentResult } from '../src/deployment/deploymentResultSchema.ts'
import type { Observed } from '../src/environment/Observed.ts'
import type { Plan } from '../src/environment/Plan.ts'
import { planEnvironment } from '../src/environment/planEnvironment.ts'
import type { DesiredObject } from '../src/objects/DesiredObject.ts'
import { defaultSettings } from '../src/settings/defaultSettings.ts'
import type { OperatorSettings } from '../src/settings/OperatorSettings.ts'
import type { Running } from '../src/strategies/Strategy.ts'
import { environmentOf, holding, namespaceOf, now, projectOf, worldOf } from './builders.ts'

export const template = { type: 'manifest' as const, path: 'deploy' }
const acceptance = { project: projectOf({ templates: { development: template } }), template }
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

/** A world that plans change: objects, Jobs and the status are as the last plan left them. */
export class Play {
  observed: Observed
  settings: OperatorSettings
  readonly #objects: DesiredObject[] = []

  constructor(spec: Environment['spec'] | object = {}, settings: Partial<OperatorSettings> = {}) {
    this.settings = { ...defaultSettings, ...settings }
    this.observed = worldOf(environmentOf(spec), { acceptance, namespace: namespaceOf() })
  }

  /** One pass. */
  pass(at: Date = this.observed.now): Plan {
    this.observed = { ...this.observed, now: at }
    const plan = planEnvironment(this.observed, this.settings)
    this.#objects.push(...plan.apply)
    const job = plan.begin as Job | undefined
    const gone = new Set(plan.remove.map(({ name }) => name))
    const all = this.observed.jobs.all.filter(({ metadata }) => !gone.has(metadata?.name ?? ''))
    if (job !== undefined) {
      const created = { metadata: { ...job.metadata, uid: job.metadata?.name, creationTimestamp: at.toISOString() } }
      all.push({ ...job, ...created } as Job)
    }
    const environment = environmentOf(this.observed.environment.spec, {
      status: plan.status ?? this.observed.environment.status,
    })
    this.change({ environment, jobs: { ...this.observed.jobs, all } })
    return plan
  }

  /** Passes until nothing is left to apply. */
  settle(at?: Date): Plan {
    for (let n = 0; n < 10; n++) {
      const plan = this.pass(at)
      if (plan.apply.length === 0 && plan.status === undefined) return plan
      if (plan.begin !== undefined) return plan
    }
    throw new Error('It does not come to rest.')
  }

  change(more: Partial<Observed>): void {
    const next = holding({ ...this.observed, ...more }, this.#objects)
    this.observed = {
      ...next,
      namespace: next.namespace ?? namespaceOf(),
      find: (reference) =>
        reference.kind === 'Job'
          ? this.observed.jobs.all.find(({ metadata }) => metadata?.name === reference.name)
          : (this.#running(reference) ?? next.find(reference)),
    }
  }

  run(running: Partial<Running>): void {
    this.change({ running: { ...this.observed.running, ...running } })
  }

  ask(spec: object, generation = 2): void {
    const { environment } = this.observed
    this.change({
      environment: environmentOf(
        { ...environment.spec, ...spec },
        { metadata: { generation }, status: environment.status },
      ),
    })
  }

  /** What the newest Job says in the end. */
  say(result: DeploymentResult, finishedAt = later(0).toISOString()): void {
    const job = this.observed.jobs.all.at(-1)
    const { uid = '', name = '' } = job?.metadata ?? {}
    const pod = {
      metadata: { name, ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name, uid }] },
      status: {
        containerStatuses: [
          {
            name: containerName,
            ready: false,
            restartCount: 0,
            state: { terminated: { exitCode: result.ok ? 0 : 1, message: JSON.stringify(result), finishedAt } },
          },
        ],
      },
    } as Pod
    const ended = { conditions: [{ type: result.ok ? 'Complete' : 'Failed', status: 'True' }] }
    const all = this.observed.jobs.all.map((one) => (one === job ? { ...one, status: ended } : one))
    this.change({ jobs: { ...this.observed.jobs, all, pods: [pod] } })
  }

  #running({ kind, name }: { kind: string; name: string }): object | undefined {
    const { services, deployments } = this.observed.running
    const all = { Service: services, Deployment: deployments }[kind] as readonly Service[] | undefined
    return all?.find(({ metadata }) => metadata?.name === name)
  }

  get status() {
    return this.observed.environment.status
  }
}

export const service = (name: string, labels: Record<string, string> = {}) =>
  ({ metadata: { name, labels }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } }) as Service
export const deployed: DeploymentResult = {
  ok: true,
  reason: 'Deployed',
  message: 'Done.',
  objects: [{ kind: 'Service', name: 'web' }],
}

/** An environment that was deployed and is Ready. */
export function ready(settings: Partial<OperatorSettings> = {}): Play {
  const play = new Play({}, settings)
  play.settle()
  play.run({ services: [service('web')] })
  play.say(deployed)
  play.settle()
  expect(play.status?.phase).toBe('Ready')
  return play
}

export const named = ({ apply }: Plan) => apply.map(({ kind, metadata }) => `${kind}/${metadata.name}`)
