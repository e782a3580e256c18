import type { ControllerContext } from '../../api/Controller.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { controllerReference } from '../workloads/controllerOf.ts'
import type { Service } from './Service.ts'
import { serviceEndpoints, targetRef } from './serviceEndpoints.ts'

const slices = 'endpointslices.discovery.k8s.io'
const serviceLabel = 'kubernetes.io/service-name'

/** Keeps Endpoints and EndpointSlices of services as the pods behind them are. */
export function startEndpointsController({ api, clock }: ControllerContext): Disposable {
  async function reconcile(key: string): Promise<void> {
    const ref = refOf(key)
    const service = api.get('services', ref) as Service | undefined
    if (service === undefined) {
      // What is made for it goes with it: a slice by its owner, these by name.
      const left = api.get('endpoints', ref)
      if (left?.metadata.labels?.['endpoints.kubernetes.io/managed-by'] !== undefined)
        await api.delete('endpoints', ref)
      return
    }
    const { selector } = service.spec ?? {}
    if (selector === undefined || service.spec?.type === 'ExternalName') return
    const { namespace, deletionTimestamp } = service.metadata
    if (deletionTimestamp !== undefined) return
    const pods = (api.list('pods', { namespace }) as Pod[]).filter((pod) => isSelected(selector, pod))
    const groups = serviceEndpoints(service, pods)
    await writeEndpoints(service, groups)
    await writeSlice(service, groups)
  }

  type Groups = ReturnType<typeof serviceEndpoints>

  async function writeEndpoints({ metadata }: Service, groups: Groups): Promise<void> {
    const address = ({ ip, pod }: Groups[number]['endpoints'][number]) => ({
      ...{ ip, nodeName: pod.spec.nodeName, targetRef: targetRef(pod) },
    })
    const subsets = groups.flatMap(({ ports, endpoints }) => {
      const living = endpoints.filter(({ isTerminating }) => !isTerminating)
      const ready = living.filter(({ isReady }) => isReady).map(address)
      const waiting = living.filter(({ isReady }) => !isReady).map(address)
      if (ready.length + waiting.length === 0) return []
      return [
        {
          ...(ready.length > 0 && { addresses: ready }),
          ...(waiting.length > 0 && { notReadyAddresses: waiting }),
          ports: ports.map(({ name, ...port }) => ({ ...(name && { name }), ...port })),
        },
      ]
    })
    const { name, namespace = '', labels } = metadata
    await write('endpoints', {
      ...{ apiVersion: 'v1', kind: 'Endpoints' },
      metadata: { name, namespace, labels: { ...labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' } },
      ...(subsets.length > 0 && { subsets }),
    })
  }

  async function writeSlice(service: Service, groups: Groups): Promise<void> {
    const { name, namespace = '', uid } = service.metadata
    const existing = api
      .list(slices, { namespace })
      .find(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid) === true)
    const endpoints = groups.flatMap((group) =>
      group.endpoints.map(({ ip, isReady, isServing, isTerminating, pod }) => ({
        addresses: [ip],
        conditions: { ready: isReady, serving: isServing, terminating: isTerminating },
        nodeName: pod.spec.nodeName,
        targetRef: targetRef(pod),
      })),
    )
    await write(slices, {
      ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' },
      metadata: {
        ...(existing === undefined ? { generateName: `${name}-` } : { name: existing.metadata.name }),
        namespace,
        labels: { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io', [serviceLabel]: name },
        ownerReferences: [controllerReference(service)],
      },
      endpoints,
      ports: groups[0]?.ports ?? [],
    })
  }

  async function write(resource: string, object: Parameters<typeof api.create>[1]): Promise<void> {
    const { name, namespace } = object.metadata
    const existing = name === undefined ? undefined : api.get(resource, { name, namespace })
    if (existing === undefined) return void (await api.create(resource, object))
    const { metadata, ...content } = object
    const { subsets, endpoints, ports } = existing
    if (jsonEqual({ subsets, endpoints, ports }, pick(content))) return
    const { generateName: _, ...named } = metadata
    await api.update(resource, { ...content, apiVersion: object.apiVersion, kind: object.kind, metadata: named })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch('services', ({ object }) => reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('pods', ({ object, previous }) => {
      for (const service of api.list('services', { namespace: object.metadata.namespace }) as Service[]) {
        const { selector } = service.spec ?? {}
        const isAbout = [object, previous].some((pod) => pod !== undefined && selector && isSelected(selector, pod))
        if (isAbout) reconciler.enqueue(keyOf(service.metadata))
      }
    }),
  )
  return stack
}

const pick = ({ subsets, endpoints, ports }: Record<string, unknown>) => ({ subsets, endpoints, ports })

function isSelected(selector: Readonly<Record<string, string>>, { metadata }: KubernetesObject): boolean {
  const entries = Object.entries(selector)
  return entries.length > 0 && entries.every(([name, value]) => metadata.labels?.[name] === value)
}
