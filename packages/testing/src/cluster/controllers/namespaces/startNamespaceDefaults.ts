import type { ControllerContext } from '../../api/Controller.ts'
import { StatusError } from '../../objects/StatusError.ts'
import { createReconciler } from '../queue/createReconciler.ts'

export interface NamespaceDefaultsContext extends ControllerContext {
  /** The certificate of the API server's authority, PEM, which pods get to see. */
  readonly certificateAuthority?: string | undefined
}

const configMapName = 'kube-root-ca.crt'
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the ' +
  'internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

/** Gives every namespace what each has: the service account `default` and the certificate authority of the cluster. */
export function startNamespaceDefaults({
  api,
  clock,
  certificateAuthority = '',
}: NamespaceDefaultsContext): Disposable {
  async function reconcile(name: string): Promise<void> {
    const namespace = api.get('namespaces', { name })
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return
    await ensure('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name },
    })
    await ensure('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        ...{ name: configMapName, namespace: name },
        annotations: { 'kubernetes.io/description': description },
      },
      data: { 'ca.crt': certificateAuthority },
    })
  }

  async function ensure(resource: string, object: Parameters<typeof api.create>[1] & { metadata: { name: string } }) {
    if (api.get(resource, object.metadata) !== undefined) return
    try {
      await api.create(resource, object)
    } catch (error) {
      if (!(error instanceof StatusError && error.status.reason === 'AlreadyExists')) throw error
    }
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  const isDefault = (name: string) => name === 'default' || name === configMapName
  stack.use(api.watch('namespaces', ({ object }) => reconciler.enqueue(object.metadata.name)))
  for (const resource of ['serviceaccounts', 'configmaps']) {
    stack.use(
      api.watch(resource, ({ type, object: { metadata } }) => {
        if (type === 'DELETED' && isDefault(metadata.name)) reconciler.enqueue(metadata.namespace ?? '')
      }),
    )
  }
  return stack
}
