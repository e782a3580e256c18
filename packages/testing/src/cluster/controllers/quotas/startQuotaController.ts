import { quotaSubject, totalUsage } from '../../admission/quota/quotaUsage.ts'
import type { ControllerContext } from '../../api/Controller.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import type { ResourceDirectory } from '../resources/createResourceDirectory.ts'
import { writeStatus } from '../workloads/writeStatus.ts'

const resource = 'resourcequotas'
type Quota = KubernetesObject & { spec?: { hard?: Record<string, string> } }

/** Writes into quotas how much of them is used. */
export function startQuotaController({ api, clock }: ControllerContext, directory: ResourceDirectory): Disposable {
  async function reconcile(key: string): Promise<void> {
    const quota = api.get(resource, refOf(key)) as Quota | undefined
    if (quota === undefined) return
    const { namespace } = quota.metadata
    const hard = quota.spec?.hard ?? {}
    const used: Record<string, string> = {}
    const names = Map.groupBy(Object.keys(hard), quotaSubject)
    const served = new Set([...directory.all].map(({ name }) => name))
    for (const [subject, group] of names) {
      const objects = served.has(subject) ? api.list(subject, { namespace }) : []
      Object.assign(used, totalUsage(subject, objects, group))
    }
    await writeStatus(api, resource, { object: quota, status: { hard, used } })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ type, object }) => type !== 'DELETED' && reconciler.enqueue(keyOf(object.metadata))))
  directory.watch(({ name, namespaced }, { type, object, previous }) => {
    if (!namespaced || name === resource || name === 'events') return
    // Only of a pod does a change of its state make a difference.
    if (type === 'MODIFIED' && (name !== 'pods' || phaseOf(object) === phaseOf(previous))) return
    for (const { metadata } of api.list(resource, { namespace: object.metadata.namespace })) {
      reconciler.enqueue(keyOf(metadata))
    }
  })
  return stack
}

function phaseOf(pod: KubernetesObject | undefined): unknown {
  return (pod?.['status'] as { phase?: string } | undefined)?.phase
}
