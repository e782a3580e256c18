import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import { formatLabelSelector, parseLabelSelector } from '../../objects/labelSelector.ts'
import { invalidValue, required } from '../fieldErrors.ts'
import { type BuiltInValidator, type Fields, fieldsOf, isEmpty } from './BuiltInValidator.ts'
import { validatePodSpec } from './pods.ts'
import { validateLabels } from './validateMetadata.ts'

/** Deployments, replica sets, stateful sets, daemon sets: they select the pods that their template makes. */
export const validateWorkload: BuiltInValidator = (object, old) => {
  const spec = fieldsOf(object, 'spec')
  return [
    ...validateCount(spec, 'replicas'),
    ...validateSelector(spec),
    ...validateTemplate(spec, ['Always']),
    ...validateSelectorChange(object, old),
  ]
}

export const validateJob: BuiltInValidator = (object, old) => {
  const spec = fieldsOf(object, 'spec')
  const counts = ['parallelism', 'completions', 'backoffLimit', 'ttlSecondsAfterFinished', 'activeDeadlineSeconds']
  const errors = [...counts.flatMap((name) => validateCount(spec, name)), ...validateTemplateChange(object, old)]
  const policy = fieldsOf(fieldsOf(spec, 'template'), 'spec')['restartPolicy']
  if (policy !== 'Always') return [...errors, ...validateTemplate(spec, ['OnFailure', 'Never'])]
  const wrong = {
    type: 'FieldValueRequired',
    field: 'spec.template.spec.restartPolicy',
    message: 'Required value: valid values: "OnFailure", "Never"',
  } as const
  return [...errors, ...validateTemplate(spec), wrong]
}

function validateCount(spec: Fields, name: string): FieldError[] {
  const count = spec[name]
  if (typeof count !== 'number' || count >= 0) return []
  return [invalidValue(`spec.${name}`, count, 'must be greater than or equal to 0')]
}

function validateSelector(spec: Fields): FieldError[] {
  const { selector } = spec
  const labels = fieldsOf(fieldsOf(fieldsOf(spec, 'template'), 'metadata'), 'labels') as Record<string, string>
  const isThere = Object.keys(labels).length > 0
  const mismatch = invalidValue(
    'spec.template.metadata.labels',
    isThere ? labels : undefined,
    '`selector` does not match template `labels`',
  )
  if (isEmpty(selector)) return [required('spec.selector'), mismatch]
  if (Object.values(fieldsOf(spec, 'selector')).every((part) => Object.keys(part as object).length === 0)) {
    return [invalidValue('spec.selector', selector, 'empty selector is invalid for deployment')]
  }
  const matches = parseLabelSelector(formatLabelSelector(fieldsOf(spec, 'selector')))
  return matches(labels) ? [] : [mismatch]
}

function validateTemplate(spec: Fields, restartPolicies?: readonly string[]): FieldError[] {
  const template = fieldsOf(spec, 'template')
  const labels = fieldsOf(fieldsOf(template, 'metadata'), 'labels') as Record<string, string>
  return [
    ...validateLabels(labels, 'spec.template.labels'),
    ...validatePodSpec(fieldsOf(template, 'spec'), 'spec.template.spec', { restartPolicies }),
  ]
}

/** A Job makes all of its pods alike. */
function validateTemplateChange(object: ObjectInput, old: ObjectInput | undefined): FieldError[] {
  if (old === undefined) return []
  const [template, before] = [fieldsOf(object, 'spec')['template'], fieldsOf(old, 'spec')['template']]
  return jsonEqual(template, before) ? [] : [invalidValue('spec.template', template, 'field is immutable')]
}

function validateSelectorChange(object: ObjectInput, old: ObjectInput | undefined): FieldError[] {
  if (old === undefined) return []
  const [selector, before] = [fieldsOf(object, 'spec')['selector'], fieldsOf(old, 'spec')['selector']]
  return jsonEqual(selector, before) ? [] : [invalidValue('spec.selector', selector, 'field is immutable')]
}
