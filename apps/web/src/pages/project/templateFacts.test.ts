import type { EnvironmentTemplate } from '@catalyst/api'
import { project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { otherValues, templateFacts } from './templateFacts.ts'

const shop = project({ spec: { sources: [{ name: 'web', repositoryUrl: 'https://git.example.com/acme/web.git' }] } })
const textsOf = (template: EnvironmentTemplate, key = 'development') =>
  Object.fromEntries(templateFacts(template, { key, project: shop }).map(({ term, text }) => [term, text]))

test('a chart says where it is, and its values are kept as they are', () => {
  const template: EnvironmentTemplate = {
    type: 'helm',
    sourceRef: 'web',
    path: 'charts/web',
    values: { ingress: { host: 'x' } },
  }
  expect(textsOf(template, 'deployment')).toEqual({ Deploys: 'Helm chart', From: 'web/charts/web', Mode: 'production' })
  expect(otherValues(template)).toBe('{\n  "ingress": {\n    "host": "x"\n  }\n}')
})

test('without a path what is there is found by itself, in the first source', () => {
  expect(textsOf({ type: 'docker' })).toEqual({
    Deploys: 'Image built from source',
    From: 'web, found by itself',
    Mode: 'development',
  })
})

test('services that are on are named, others are not', () => {
  const values = { services: { postgres: { enabled: true }, redis: { enabled: false }, s3: { enabled: true } } }
  const template: EnvironmentTemplate = { type: 'docker-compose', path: 'compose.yaml', values }
  expect(textsOf(template)).toMatchObject({ Services: 'PostgreSQL, Object storage (S3)', Deploys: 'Compose file' })
  expect(otherValues(template)).toBeUndefined()
})

test('a prebuilt image says what runs, on which port, how often', () => {
  const image = { repository: 'docker.io/library/nginx', tag: '1.29' }
  expect(
    textsOf({ type: 'prebuilt', image, resources: { limits: { cpu: '1', memory: '1Gi' } } }, 'deployment'),
  ).toEqual({
    Deploys: 'Prebuilt image',
    Image: 'docker.io/library/nginx:1.29',
    Mode: 'production',
    Port: '8080',
    Replicas: '1',
    Limits: '1 cpu, 1Gi memory',
  })
})

test('a flake says its shell and its image', () => {
  const template: EnvironmentTemplate = {
    type: 'nix-flake',
    devShell: 'ci',
    imageAttribute: 'packages.x86_64-linux.image',
  }
  expect(textsOf(template)).toMatchObject({ 'Dev shell': 'ci', 'Image attribute': 'packages.x86_64-linux.image' })
})
