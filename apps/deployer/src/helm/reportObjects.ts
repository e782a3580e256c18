import { createResourceClient, defineResource, isNotFound, type KubernetesObject } from '@catalyst/kubernetes-client'
import type { Deployed, RemovalTask } from '../Deployment.ts'
import type { Rendered } from './readRendered.ts'

/** What the operator follows. */
const plurals: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  Service: 'services',
  Ingress: 'ingresses',
}

/** What is there now of the kinds that the operator follows. */
export async function reportObjects(
  rendered: readonly Rendered[],
  { order, kubeConfig, signal }: RemovalTask,
): Promise<Deployed['objects']> {
  const followed = rendered.map(({ object }) => object).filter(({ kind }) => kind in plurals)
  return Promise.all(
    followed.map(async ({ apiVersion, kind, metadata: { name = '' } }) => {
      const [version = '', group = ''] = apiVersion.split('/').reverse()
      const plural = plurals[kind] ?? ''
      const resource = defineResource<KubernetesObject>({ group, version, plural, kind, namespaced: true })
      const client = createResourceClient(resource, { kubeConfig })
      const object = await client.get({ namespace: order.namespace, name }, { signal }).catch((error: unknown) => {
        // Somebody may have deleted it at once; the operator will see.
        if (isNotFound(error)) return undefined
        throw error
      })
      const generation = object?.metadata?.['generation']
      return { kind, name, ...(typeof generation === 'number' && { generation }) }
    }),
  )
}
