import type { FieldError } from '../objects/FieldError.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { validate, validateBuiltIn, validateDefinition } from './rules.ts'

/** What is wrong with an object, or with its change from what it was. */
export function validateObject(
  type: ResourceType,
  object: KubernetesObject,
  { old, subresource }: { old?: KubernetesObject | undefined; subresource?: string | undefined } = {},
): FieldError[] {
  const errors = [
    ...(old === undefined ? [] : validateMetadataChange(object, old)),
    ...validateBuiltIn(type, object, old),
    ...(type.kind === 'CustomResourceDefinition' && !type.isCustom ? validateDefinition(object) : []),
  ]
  // As kube-apiserver does: the rules of a schema make sense on metadata that does.
  return [...errors, ...validate(type.schema, object, { oldValue: old, subresource })]
}

function validateMetadataChange({ metadata }: KubernetesObject, old: KubernetesObject): FieldError[] {
  if (old.metadata.deletionTimestamp === undefined) return []
  const before = old.metadata.finalizers ?? []
  const added = (metadata.finalizers ?? []).filter((finalizer) => !before.includes(finalizer))
  if (added.length === 0) return []
  const list = added.map((finalizer) => JSON.stringify(finalizer)).join(', ')
  const why = 'no new finalizers can be added if the object is being deleted'
  const message = `Forbidden: ${why}, found new finalizers []string{${list}}`
  return [{ type: 'FieldValueForbidden', field: 'metadata.finalizers', message }]
}
