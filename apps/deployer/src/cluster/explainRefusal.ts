import { isKubernetesError, isTypeMissing, type KubernetesError } from '@catalyst/kubernetes-client'
import { explainError } from './explainError.ts'
import { DeployError, type DeployErrorOptions } from '../DeployError.ts'
import { nameOf, type ManifestObject } from '../objects/ManifestObject.ts'

const maxDetail = 300

/** Which messages of a 403 mean what; the first that fits counts. */
const forbidden: readonly [RegExp, DeployErrorOptions, string][] = [
  [/exceeded quota|failed quota/, { reason: 'QuotaExceeded' }, 'Ask for less, or raise "resources" of the project.'],
  [/violates PodSecurity/, { reason: 'ApplyRefused' }, 'Take out of the pod what the namespace does not allow.'],
  [/being terminated/, { reason: 'ApplyRefused' }, 'The namespace is about to go.'],
  [
    /ValidatingAdmissionPolicy|admission webhook/,
    { reason: 'ApplyRefused' },
    'A policy of the cluster refuses it; its message says why.',
  ],
  [/(maximum|minimum) (cpu|memory|storage)/, { reason: 'QuotaExceeded' }, 'Stay within the limits of the namespace.'],
  [
    /User "[^"]*" cannot|cannot (get|list|watch|create|update|patch|delete) resource/,
    { reason: 'Forbidden' },
    'The account of the deployment has the rights of the role catalyst-deployer and no others.',
  ],
]

/** Why the API server did not take an object, for people. What is no refusal is given back as it is. */
export function explainRefusal(error: unknown, object: ManifestObject): unknown {
  if (!isKubernetesError(error)) return explainError(error)
  const { advice, ...options } = judge(error, object)
  return new DeployError(`${nameOf(object)} was refused: ${detailOf(error, object)}${advice}`, {
    ...options,
    cause: error,
  })
}

/** Whether the API server refuses nothing but changes of fields that can't be changed. */
export function isImmutable(error: unknown): error is KubernetesError {
  if (!isKubernetesError(error) || error.status !== 422) return false
  const causes = error.details?.causes ?? []
  const messages = causes.length > 0 ? causes.map(({ message }) => message ?? '') : [error.message]
  return messages.every((message) =>
    /immutable|updates? to .* (is|are) forbidden|may not change (fields|once set)|can not be unset/i.test(message),
  )
}

type Judgement = DeployErrorOptions & { advice: string }

function judge(error: KubernetesError, object: ManifestObject): Judgement {
  const { status, message } = error
  if (
    /failed to create typed patch|duplicate entries for key|strict decoding error|\.[a-zA-Z]+: expected /.test(message)
  ) {
    return { reason: 'ManifestInvalid', advice: ' Correct the manifest.' }
  }
  if (isTypeMissing(error)) return { reason: 'KindForbidden', advice: ' The cluster does not serve this kind.' }
  if (status === 404) return { reason: 'ApplyRefused', retry: true, advice: ' The namespace is not there.' }
  if (isImmutable(error)) return { reason: 'ApplyRefused', advice: adviceOnImmutable(object) }
  if (status === 403) {
    const [, options, advice] = forbidden.find(([pattern]) => pattern.test(message)) ?? []
    return { reason: 'ApplyRefused', ...options, advice: advice === undefined ? '' : ` ${advice}` }
  }
  if (status === 401) return { reason: 'Forbidden', advice: ' The account of the deployment is gone.' }
  if (status === 409) return { reason: 'ApplyRefused', retry: true, advice: ' Somebody else changed it meanwhile.' }
  // By etcd, which the API server takes for a failure of its own.
  if (/request is too large/.test(message)) return { reason: 'ApplyRefused', advice: ' Make it smaller.' }
  if (status === 429 || status >= 500)
    return { reason: 'ClusterUnreachable', retry: true, advice: ' The API server may recover.' }
  return { reason: 'ApplyRefused', advice: ' Correct the manifest.' }
}

function adviceOnImmutable({ kind, metadata }: ManifestObject): string {
  return ` That can't be changed of a ${kind} that is there. Rename it in the manifest, or delete it: kubectl delete ${kind.toLowerCase()} ${String(metadata.name)} --namespace ${String(metadata.namespace)}.`
}

/** In the API server's words, but for Secrets, of which it may repeat the values. */
function detailOf(error: KubernetesError, { kind }: ManifestObject): string {
  if (kind === 'Secret' && error.status !== 403) return detailOfSecret(error)
  const detail = error.message
    .replace(/\s+/g, ' ')
    .replace(/^failed to create typed patch object \([^)]*\): /, '')
    .replace(/^\S+ "[^"]*" is invalid: /, '')
    .replace(/&value\.valueUnstructured\{Value:(.*?)\}/g, '$1')
    .trim()
  const short = detail.length <= maxDetail ? detail : `${detail.slice(0, maxDetail - 1)}…`
  return /[.…!?]$/.test(short) ? short : `${short}.`
}

function detailOfSecret({ details, message }: KubernetesError): string {
  const named = (details?.causes ?? []).flatMap(({ field }) => (field === undefined ? [] : [field]))
  const [, typed] = /(\.(?:data|stringData|metadata|type)[\w.-]*): expected /.exec(message) ?? []
  const fields = [...named, ...(typed === undefined ? [] : [typed])]
  return fields.length > 0 ? `it is wrong in ${fields.join(', ')}.` : 'something in it has the wrong form.'
}
