import type { FieldError } from '../../objects/FieldError.ts'
import { forbiddenField, invalidValue, notSupported, required } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { labelError } from '../names.ts'
import { type BuiltInValidator, type Fields, fieldsOf, isEmpty, listOf } from './BuiltInValidator.ts'
import { validateContainer } from './containers.ts'
import { validatePodChange } from './podChanges.ts'

export const validatePod: BuiltInValidator = (pod, old) => {
  const errors = validatePodSpec(fieldsOf(pod, 'spec'), 'spec')
  return old === undefined ? errors : [...errors, ...validatePodChange(pod, old)]
}

const allPolicies = ['Always', 'OnFailure', 'Never']

export interface PodRules {
  /** Where not every policy may be chosen. */
  readonly restartPolicies?: readonly string[] | undefined
}

/** What is wrong with the spec of a pod, or of a template of pods. */
export function validatePodSpec(
  spec: Fields,
  path: string,
  { restartPolicies = allPolicies }: PodRules = {},
): FieldError[] {
  const volumes = new Set(listOf(spec, 'volumes').map(({ name }) => name))
  const containers = listOf(spec, 'containers')
  const errors = validateVolumes(spec, path)
  if (containers.length === 0) errors.push(required(`${path}.containers`))
  const names = new Set(containers.map(({ name }) => name))
  for (const field of ['containers', 'initContainers'] as const) {
    for (const [index, container] of listOf(spec, field).entries()) {
      const at = entryPath(`${path}.${field}`, index)
      errors.push(...validateContainer(container, at, volumes))
      if (field !== 'containers' && names.has(container['name'])) {
        const name = JSON.stringify(container['name'])
        errors.push({ type: 'FieldValueDuplicate', field: `${at}.name`, message: `Duplicate value: ${name}` })
      }
    }
  }
  const policy = spec['restartPolicy']
  if (typeof policy === 'string' && !restartPolicies.includes(policy)) {
    errors.push(notSupported(`${path}.restartPolicy`, policy, restartPolicies))
  }
  return errors
}

function validateVolumes(spec: Fields, path: string): FieldError[] {
  return listOf(spec, 'volumes').flatMap((volume, index) => {
    const at = entryPath(`${path}.volumes`, index)
    const { name } = volume
    const nameError = typeof name === 'string' && name !== '' ? labelError(name) : undefined
    const errors = nameError === undefined ? [] : [invalidValue(`${at}.name`, name, nameError)]
    const sources = Object.keys(volume).filter((key) => key !== 'name' && !isEmpty(volume[key]))
    for (const source of sources.slice(1)) {
      errors.push(forbiddenField(`${at}.${source}`, 'may not specify more than 1 volume type'))
    }
    return errors
  })
}
