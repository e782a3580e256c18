import type { ControllerContext } from '../../api/Controller.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import type { ResourceDirectory } from '../resources/createResourceDirectory.ts'
import { toTimestamp } from '../timestamps.ts'
import { deleteContent } from './deleteContent.ts'
import { namespaceConditions } from './namespaceConditions.ts'

type Namespace = KubernetesObject & {
  spec?: { finalizers?: string[] }
  status?: { phase?: string; conditions?: readonly Record<string, unknown>[] }
}

/** Empties namespaces that are being deleted, and lets go of them then. */
export function startNamespaceController(context: ControllerContext, directory: ResourceDirectory): Disposable {
  const { api, clock } = context
  const terminating = new Set<string>()

  async function reconcile(name: string): Promise<void> {
    const namespace = api.get('namespaces', { name }) as Namespace | undefined
    if (namespace?.metadata.deletionTimestamp === undefined) return
    if (!namespace.spec?.finalizers?.includes('kubernetes')) return
    const remaining = await deleteContent(api, directory, name)
    if (remaining.length > 0) {
      const conditions = namespaceConditions(remaining, namespace.status?.conditions, toTimestamp(clock.now()))
      await api.patch('namespaces', { name }, { status: { conditions } }, { subresource: 'status' })
      return
    }
    const finalizers = namespace.spec.finalizers.filter((finalizer) => finalizer !== 'kubernetes')
    await api.patch('namespaces', { name }, { spec: { finalizers } }, { subresource: 'finalize' })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(
    api.watch('namespaces', ({ type, object }) => {
      const { name, deletionTimestamp } = object.metadata
      if (type === 'DELETED') terminating.delete(name)
      else if (deletionTimestamp !== undefined) {
        terminating.add(name)
        reconciler.enqueue(name)
      }
    }),
  )
  directory.watch((_resource, { object }) => {
    const { namespace } = object.metadata
    if (namespace !== undefined && terminating.has(namespace)) reconciler.enqueue(namespace)
  })
  return stack
}
