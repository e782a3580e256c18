import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import { forbiddenField } from '../fieldErrors.ts'
import { type Fields, fieldsOf, listOf } from './BuiltInValidator.ts'

const mutable =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only' +
  ' additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously' +
  ' negative)'

/** Most of a pod stays as it was made. */
export function validatePodChange(pod: ObjectInput, old: ObjectInput): FieldError[] {
  // Most writes are of the status, and leave the spec as it is.
  if (pod['spec'] === old['spec']) return []
  const isSame = jsonEqual(fixed(fieldsOf(pod, 'spec')), fixed(fieldsOf(old, 'spec')))
  if (isSame) return []
  return [forbiddenField('spec', `pod updates may not change fields other than ${mutable}`)]
}

/** What of a pod's spec may not change. The scheduler's choice and ephemeral containers come in other ways. */
function fixed(spec: Fields): Fields {
  const withoutImage = (container: Fields) => ({ ...container, image: '' })
  const { nodeName: _, ephemeralContainers: _ephemeral, tolerations: _tolerations, ...rest } = spec
  return {
    ...rest,
    activeDeadlineSeconds: undefined,
    terminationGracePeriodSeconds: undefined,
    containers: listOf(spec, 'containers').map(withoutImage),
    initContainers: listOf(spec, 'initContainers').map(withoutImage),
  }
}
