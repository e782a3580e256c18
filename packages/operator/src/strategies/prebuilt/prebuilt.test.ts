import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../../test/builders.ts'
import { homeOf } from '../../desired/Home.ts'
import { defaultSettings } from '../../settings/defaultSettings.ts'
import type { Template } from '../Strategy.ts'
import { prebuilt } from './prebuilt.ts'

const digest = `sha256:${'a'.repeat(64)}`
const commitSha = 'b'.repeat(40)

function planOf(template: Partial<Template>, spec: Parameters<typeof environmentOf>[0] = {}) {
  const home = homeOf(environmentOf(spec), projectOf(), { settings: defaultSettings })
  return prebuilt.plan({ ...home, template: { type: 'prebuilt', ...template }, url: 'http://a.localhost/' })
}

interface Container {
  image: string
  [field: string]: unknown
}

function containerOf(template: Partial<Template>, spec: Parameters<typeof environmentOf>[0] = {}): Container {
  const outcome = planOf(template, spec)
  if (!('objects' in outcome)) throw new Error('It makes no objects.')
  const deployment = outcome.objects[0] as unknown as { spec: { template: { spec: { containers: [Container] } } } }
  return deployment.spec.template.spec.containers[0]
}

test.each([
  ['a tag of the environment', { config: { image: '2' } }, { tag: '1', digest }, 'nginx:2'],
  ['a whole reference of the environment', { config: { image: 'other/app:3' } }, { tag: '1' }, 'other/app:3'],
  ['the digest of the template', {}, { tag: '1', digest }, `nginx@${digest}`],
  ['the commit of the first source', { sources: [{ name: 'app', commitSha }] }, { tag: '1' }, `nginx:${commitSha}`],
  ['the tag of the template', {}, { tag: '1' }, 'nginx:1'],
])('the image is %s', (...[, spec, image, expected]) => {
  expect(containerOf({ image: { repository: 'nginx', ...image } }, spec).image).toBe(expected)
})

test.each([
  ['ImageTagMissing', { image: { repository: 'nginx' } }],
  ['ImageMissing', {}],
  ['ValuesInvalid', { image: { repository: 'nginx', tag: '1' }, values: { port: 0 } }],
])('%s', (reason, template) => {
  expect(planOf(template)).toMatchObject({ fault: { reason } })
})

test('the values of the environment win over those of the template', () => {
  const template = { image: { repository: 'nginx', tag: '1' }, values: { port: 80, args: ['a'] } }
  expect(containerOf(template, { values: { args: ['b'] } })).toMatchObject({
    args: ['b'],
    ports: [{ containerPort: 80 }],
    readinessProbe: { tcpSocket: { port: 80 } },
  })
})

test('probes find the port by themselves', () => {
  const probes = { liveness: { httpGet: { path: '/live' } }, readiness: { exec: { command: ['true'] } } }
  const container = containerOf({ image: { repository: 'nginx', tag: '1' }, values: { port: 81, probes } })
  expect(container).toMatchObject({
    livenessProbe: { httpGet: { path: '/live', port: 81 } },
    readinessProbe: { exec: { command: ['true'] } },
  })
  expect(container).not.toHaveProperty('readinessProbe.tcpSocket')
})

test('a container gets no more rights than it needs, and no token of the cluster', () => {
  const outcome = planOf({ image: { repository: 'nginx', tag: '1' } })
  expect(outcome).toMatchObject({
    objects: [
      {
        spec: {
          template: {
            spec: {
              automountServiceAccountToken: false,
              containers: [{ securityContext: { allowPrivilegeEscalation: false } }],
            },
          },
        },
      },
      { kind: 'Service' },
    ],
  })
})
