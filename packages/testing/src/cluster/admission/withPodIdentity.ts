import { randomInt } from 'node:crypto'
import { isRecord } from '../objects/isRecord.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { forbidden } from '../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from './AdmissionRequest.ts'
import { containersIn, podSpecOf, type ContainerSpec } from './PodSpec.ts'

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount'

/** `ServiceAccount`, `Priority` and `DefaultTolerationSeconds`: who a pod is, and how long it bears a bad node. */
export function withPodIdentity(
  request: AdmissionRequest & { object: ObjectInput },
  context: AdmissionContext,
): ObjectInput {
  const { object } = request
  const spec = podSpecOf(object)
  const name =
    typeof spec['serviceAccountName'] === 'string' && spec['serviceAccountName'] !== ''
      ? spec['serviceAccountName']
      : 'default'
  const account = findAccount(name, request, context)
  const identified = {
    ...spec,
    ...tokenMounts(spec, account),
    serviceAccountName: name,
    serviceAccount: name,
    ...pullSecrets(spec, account),
    tolerations: withNodeTolerations(spec['tolerations']),
    priority: spec['priority'] ?? 0,
    preemptionPolicy: spec['preemptionPolicy'] ?? 'PreemptLowerPriority',
  }
  return { ...object, spec: identified }
}

function findAccount(
  name: string,
  { type, namespace = '', object }: AdmissionRequest,
  { store }: AdmissionContext,
): KubernetesObject {
  const account = store.get('serviceaccounts', { namespace, name })
  if (account !== undefined) return account
  const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`
  throw forbidden(type, object?.metadata.name ?? '', why)
}

function pullSecrets(spec: Readonly<Record<string, unknown>>, account: KubernetesObject): object {
  const own = spec['imagePullSecrets']
  const theirs = account['imagePullSecrets']
  const isOwn = Array.isArray(own) && own.length > 0
  return isOwn || !Array.isArray(theirs) || theirs.length === 0 ? {} : { imagePullSecrets: theirs as unknown[] }
}

function tokenMounts(spec: Readonly<Record<string, unknown>>, account: KubernetesObject): object {
  const wants = spec['automountServiceAccountToken'] ?? account['automountServiceAccountToken'] ?? true
  const containers = containersIn(spec)
  const initContainers = containersIn(spec, 'initContainers')
  if (wants === false || [...containers, ...initContainers].every(hasMount)) return {}
  const volume = `kube-api-access-${randomSuffix()}`
  const mount = { name: volume, readOnly: true, mountPath: tokenPath }
  const withMount = (container: ContainerSpec) =>
    hasMount(container) ? container : { ...container, volumeMounts: [...mountsOf(container), mount] }
  const volumes = Array.isArray(spec['volumes']) ? (spec['volumes'] as unknown[]) : []
  return {
    volumes: [...volumes, tokenVolume(volume)],
    ...(initContainers.length > 0 && { initContainers: initContainers.map(withMount) }),
    containers: containers.map(withMount),
  }
}

function mountsOf(container: ContainerSpec): unknown[] {
  return Array.isArray(container['volumeMounts']) ? (container['volumeMounts'] as unknown[]) : []
}

function hasMount(container: ContainerSpec): boolean {
  return mountsOf(container).some((mount) => isRecord(mount) && mount['mountPath'] === tokenPath)
}

function tokenVolume(name: string): object {
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
      },
    },
  ]
  return { name, projected: { sources, defaultMode: 0o644 } }
}

const suffixSigns = 'bcdfghjklmnpqrstvwxz2456789'

function randomSuffix(): string {
  return Array.from({ length: 5 }, () => suffixSigns.charAt(randomInt(suffixSigns.length))).join('')
}

const troubles = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

function withNodeTolerations(tolerations: unknown): unknown[] {
  const own = Array.isArray(tolerations) ? (tolerations as unknown[]) : []
  const bears = (key: string) =>
    own.some(
      (one) =>
        isRecord(one) &&
        (one['key'] === key || one['key'] === undefined) &&
        (one['effect'] === undefined || one['effect'] === 'NoExecute'),
    )
  const added = troubles
    .filter((key) => !bears(key))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))
  return [...own, ...added]
}
