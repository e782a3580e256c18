import { expect, test } from 'vitest'
import { draftOfTemplate, faultsOfTemplate, newTemplate, type TemplateDraft, templateOf } from './templateDraft.ts'

const typed: TemplateDraft = {
  ...newTemplate(1, 'staging'),
  text: { path: 'deploy', cpuLimit: 'much' },
  services: { postgres: true, redis: false, s3: false },
  values: { probes: {} },
  valuesText: 'probes: [[',
  valuesFault: 'notYaml',
}

test('what was typed for one type keeps no other type from being saved, since nobody could see why', () => {
  expect(faultsOfTemplate(typed, [])).toEqual({
    'spec.templates.staging.values': 'notYaml',
    'spec.templates.staging.resources.limits.cpu': 'notAQuantity',
  })
  expect(faultsOfTemplate({ ...typed, type: 'manifest' }, [])).toEqual({})
})

test('what a type has no field for is not sent with it', () => {
  expect(templateOf({ ...typed, type: 'manifest' })).toEqual({ type: 'manifest', path: 'deploy' })
  expect(templateOf({ ...typed, type: 'helm' })).not.toHaveProperty('resources')
})

test('what no field is about stays as it was', () => {
  const raw = { type: 'manifest', path: 'k8s', values: { a: 1 }, resources: { limits: { cpu: '1' } } } as const
  expect(templateOf(draftOfTemplate(1, 'raw', raw))).toEqual(raw)
})

const prebuilt: TemplateDraft = {
  ...newTemplate(1, 'staging'),
  type: 'prebuilt',
  text: { repository: 'a', port: '80' },
}

test.each([
  ['a port beside an empty field', { ...prebuilt, text: { repository: 'a' } }, { port: 3000 }],
  ['another port than the field says', prebuilt, { port: 3000 }],
  ['services', newTemplate(1, 'staging'), { services: { postgres: { enabled: true, size: '5Gi' } } }],
  ['services of a chart', { ...newTemplate(1, 'staging'), type: 'helm' }, { services: { redis: { enabled: true } } }],
] as const)('values that say what a field would overwrite are refused, not dropped: %s', (_, draft, values) => {
  expect(faultsOfTemplate({ ...draft, values }, [])).toEqual({ 'spec.templates.staging.values': 'hasField' })
})

test.each([
  ['what the field says too', prebuilt, { port: 80 }],
  [
    'a service that is switched on',
    { ...newTemplate(1, 'staging'), services: typed.services },
    { services: { postgres: { enabled: true } } },
  ],
  ['a port where the type has no field for it', { ...newTemplate(1, 'staging'), type: 'helm' }, { port: 3000 }],
] as const)('values that nothing overwrites are taken: %s', (_, draft, values) => {
  expect(faultsOfTemplate({ ...draft, values }, [])).toEqual({})
  expect(templateOf({ ...draft, values }).values).toEqual({ ...values, ...templateOf(draft).values })
})
