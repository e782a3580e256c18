import { invalidValue } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { qualifiedNameErrors } from '../names.ts'
import { type BuiltInValidator, fieldsOf } from './BuiltInValidator.ts'
import { validateAmounts } from './containers.ts'

const plain =
  /^(cpu|memory|ephemeral-storage|pods|services|services\.(loadbalancers|nodeports)|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|(requests|limits)\..+|count\/.+)$/

export const validateQuota: BuiltInValidator = (quota) => {
  const hard = fieldsOf(fieldsOf(quota, 'spec'), 'hard')
  const errors = Object.keys(hard).flatMap((name) => {
    const path = entryPath('spec.hard', name)
    const malformed = qualifiedNameErrors(name).map((error) => invalidValue(path, name, error))
    if (malformed.length > 0 || plain.test(name) || name.includes('/')) return malformed
    return [
      invalidValue(path, name, 'must be a standard resource type or fully qualified'),
      invalidValue(path, name, 'must be a standard resource for quota'),
    ]
  })
  return [...errors, ...validateAmounts(hard, 'spec.hard')]
}
