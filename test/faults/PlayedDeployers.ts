import { setTimeout as delay } from 'node:timers/promises'
import type { Pod } from '@catalyst/api'
import { createResourceClient, services, type KubeConfig } from '@catalyst/kubernetes-client'
import { orderVariable, type DeploymentOrder, type DeploymentResult } from '@catalyst/operator/deployment'
import type { ContainerEnd } from '../support/simulatedPodStatus.ts'

/** Long enough for another one to begin meanwhile, if one were to. */
const workMs = 300

/** What the deployers in the pods of Jobs would do: each brings a Service into its environment, and takes its time. */
export class PlayedDeployers {
  /** How often each environment was deployed. */
  readonly runs = new Map<string, number>()
  /** Environments at which two were at work at once. */
  readonly overlaps: string[] = []
  readonly #working = new Set<string>()

  /** The end of a pod of a Job; other pods run for ever. */
  endOf(kubeConfig: KubeConfig, pod: Pod, signal: AbortSignal): Promise<ContainerEnd> | undefined {
    if (pod.metadata.labels?.['catalyst.dev/job'] === undefined) return undefined
    const variables = pod.spec?.containers[0]?.['env'] as { name: string; value?: string }[]
    const order = JSON.parse(variables.find(({ name }) => name === orderVariable)?.value ?? '') as DeploymentOrder
    return this.#work(kubeConfig, order, signal)
  }

  async #work(kubeConfig: KubeConfig, order: DeploymentOrder, signal: AbortSignal): Promise<ContainerEnd> {
    const { name, namespace, labels } = order
    if (this.#working.has(name)) this.overlaps.push(name)
    this.#working.add(name)
    this.runs.set(name, (this.runs.get(name) ?? 0) + 1)
    try {
      await delay(workMs, undefined, { signal })
      const spec = { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }
      await createResourceClient(services, { kubeConfig, fieldManager: 'deployer' }).apply(
        { metadata: { name: 'web', namespace, labels }, spec },
        { signal },
      )
    } finally {
      this.#working.delete(name)
    }
    const objects = [{ kind: 'Service', name: 'web' }]
    const result: DeploymentResult = { ok: true, reason: 'Deployed', message: 'One object is deployed.', objects }
    return { exitCode: 0, message: JSON.stringify(result) }
  }
}
