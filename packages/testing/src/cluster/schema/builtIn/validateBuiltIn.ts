import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { validateListTypes } from '../validateListTypes.ts'
import { validateStructure } from '../validateStructure.ts'
import { validateConfigMap, validateSecret } from './configuration.ts'
import type { BuiltInValidator } from './BuiltInValidator.ts'
import { validateMetadata } from './validateMetadata.ts'
import { validateNetworkPolicy, validateService } from './network.ts'
import { validatePod } from './pods.ts'
import { validatePolicy, validatePolicyBinding } from './policies.ts'
import { validateQuota } from './quotas.ts'
import { validateRole, validateRoleBinding } from './roles.ts'
import { validateJob, validateWorkload } from './workloads.ts'

const validators: Readonly<Record<string, BuiltInValidator>> = {
  ConfigMap: validateConfigMap,
  ClusterRole: validateRole,
  ClusterRoleBinding: validateRoleBinding,
  DaemonSet: validateWorkload,
  Deployment: validateWorkload,
  Job: validateJob,
  NetworkPolicy: validateNetworkPolicy,
  Pod: validatePod,
  ReplicaSet: validateWorkload,
  ResourceQuota: validateQuota,
  Role: validateRole,
  RoleBinding: validateRoleBinding,
  Secret: validateSecret,
  Service: validateService,
  StatefulSet: validateWorkload,
  ValidatingAdmissionPolicy: validatePolicy,
  ValidatingAdmissionPolicyBinding: validatePolicyBinding,
}

/**
 * What is wrong with an object beyond its schema: its metadata, and for built-in kinds what kube-apiserver's validation
 * says in code. https://github.com/kubernetes/kubernetes/tree/release-1.34/pkg/apis
 */
export function validateBuiltIn(type: ResourceType, object: ObjectInput, old?: ObjectInput): FieldError[] {
  const metadata = validateMetadata(type, object)
  if (type.isCustom) return metadata
  // Its validation names other places than the schema does.
  if (type.kind === 'CustomResourceDefinition') return metadata
  const own = [...metadata, ...(validators[type.kind]?.(object, old) ?? [])]
  const known = own.map(({ field }) => field)
  const isNew = ({ field }: FieldError) => !known.some((one) => one === field || one.startsWith(`${field}.`))
  return [...own, ...validateBySchema(type, object, old).filter(isNew)]
}

/** What the validation in code has in common with the schema: what is required, what may be chosen, what is there twice. */
function validateBySchema(type: ResourceType, object: ObjectInput, old: ObjectInput | undefined): FieldError[] {
  const place = { value: object, old, path: '' }
  const structure = validateStructure(type.schema, place).filter(
    (error) => error.type === 'FieldValueRequired' || error.type === 'FieldValueNotSupported',
  )
  const duplicates = validateListTypes(type.schema, place).map((error) => withKey(error))
  // In a status Go takes what is absent for zero; metadata has been checked.
  return [...structure, ...duplicates].filter(({ field }) => !/^(status|metadata)\b/.test(field))
}

/** A list map with one key names the key: `spec.containers[1].name: Duplicate value: "a"`. */
function withKey(error: FieldError): FieldError {
  const [, text = ''] = /^Duplicate value: (\{.*\})$/.exec(error.message) ?? []
  const [pair, ...more] = text === '' ? [] : Object.entries(JSON.parse(text) as Record<string, unknown>)
  if (pair === undefined || more.length > 0) return error
  return { ...error, field: `${error.field}.${pair[0]}`, message: `Duplicate value: ${JSON.stringify(pair[1])}` }
}
