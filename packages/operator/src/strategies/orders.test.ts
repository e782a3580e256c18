import { describe, expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { homeOf } from '../desired/Home.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { helm } from './helm/helm.ts'
import { manifest } from './manifest/manifest.ts'
import type { ObservedGitSecret, Template } from './Strategy.ts'

const commitSha = 'b'.repeat(40)
const repositoryUrl = 'https://git.example.com/acme/shop.git'
const two = [
  { name: 'app', repositoryUrl, branch: 'main' },
  { name: 'infra', repositoryUrl: 'https://git.example.com/acme/infra.git' },
]

interface Case {
  template: Template
  spec?: Parameters<typeof environmentOf>[0]
  sources?: ReturnType<typeof projectOf>['spec']['sources']
  gitSecret?: ObservedGitSecret
}

function plan({ template, spec, sources = two, gitSecret }: Case) {
  const home = homeOf(environmentOf(spec), projectOf({ sources }), { settings: defaultSettings })
  const strategy = template.type === 'helm' ? helm : manifest
  return strategy.plan({ ...home, template, url: 'http://acme-shop-pr-1.localhost:8080/', gitSecret })
}

function orderOf(what: Case) {
  const outcome = plan(what)
  if (!('order' in outcome)) throw new Error(`No order: ${JSON.stringify(outcome)}`)
  return outcome.order
}

const manifests: Template = { type: 'manifest', path: 'deploy' }

test('an order says all that a Job has to know', () => {
  expect(orderOf({ template: manifests })).toEqual({
    action: 'apply',
    type: 'manifest',
    namespace: 'acme-shop-pr-1',
    name: 'pr-1',
    labels: {
      'catalyst.dev/team': 'acme',
      'catalyst.dev/project': 'shop',
      'catalyst.dev/environment': 'pr-1',
    },
    host: 'acme-shop-pr-1.localhost',
    source: { name: 'app', repositoryUrl, branch: 'main' },
    path: 'deploy',
    timeoutSeconds: 600,
  })
})

describe('what is deployed is', () => {
  test.each<[string, Partial<Template>, Case['spec'], object]>([
    ['the branch of the project', {}, {}, { name: 'app', branch: 'main' }],
    ['the commit of the environment', {}, { sources: [{ name: 'app', commitSha }] }, { commitSha, branch: 'main' }],
    ['the branch of the environment', {}, { sources: [{ name: 'app', branch: 'next' }] }, { branch: 'next' }],
    ['the source that is named', { sourceRef: 'infra' }, { sources: [{ name: 'app', commitSha }] }, { name: 'infra' }],
    [
      'its own commit',
      { sourceRef: 'infra' },
      { sources: [{ name: 'infra', commitSha }] },
      { name: 'infra', commitSha },
    ],
  ])('%s', (...[, template, spec, source]) => {
    expect(orderOf({ template: { ...manifests, ...template }, spec }).source).toMatchObject(source)
  })

  test('the default branch where nobody says anything', () => {
    const sources = [{ name: 'app', repositoryUrl }]
    expect(orderOf({ template: manifests, sources }).source).toEqual({ name: 'app', repositoryUrl })
  })

  test('the files of the template, with no repository', () => {
    const files = { 'a.yaml': 'kind: ConfigMap' }
    const order = orderOf({ template: { type: 'manifest', files } })
    expect(order).toMatchObject({ files })
    expect(order).not.toHaveProperty('source')
  })
})

describe('values of a chart are', () => {
  const chart = (values?: Template['values']): Template => ({ type: 'helm', path: 'chart', ...(values && { values }) })

  test.each<[string, Template['values'], Case['spec'], object]>([
    ['none where nobody gives any', undefined, {}, {}],
    ["the template's", { a: 1 }, {}, { a: 1 }],
    [
      "the environment's over them, key by key",
      { a: { b: 1, c: 2 } },
      { values: { a: { b: 3 } } },
      { a: { b: 3, c: 2 } },
    ],
    ['lists as a whole', { a: [1, 2] }, { values: { a: [3] } }, { a: [3] }],
    ['null where somebody takes a default away', { a: { b: 1 } }, { values: { a: null } }, { a: null }],
    ['variables as env', { env: { A: '1', B: '1' } }, { config: { envVars: { B: '2' } } }, { env: { A: '1', B: '2' } }],
    [
      'variables with dots as they are',
      undefined,
      { config: { envVars: { 'a.b': 'c=d,e' } } },
      { env: { 'a.b': 'c=d,e' } },
    ],
  ])('%s', (...[, values, spec, expected]) => {
    expect(orderOf({ template: chart(values), spec }).values).toEqual(expected)
  })

  test('only data, whatever a key is called', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>
    const { values } = orderOf({ template: chart({ a: 1 }), spec: { values: hostile } })
    expect(Object.keys(values ?? {})).toEqual(['a', '__proto__'])
    expect({}).not.toHaveProperty('polluted')
  })
})

test('variables and Secrets go to the containers of manifests', () => {
  const config = { envVars: { A: '1' }, envFrom: [{ secretRef: { name: 'preview' } }] }
  expect(orderOf({ template: manifests, spec: { config } })).toMatchObject(config)
})

const ssh = [{ name: 'app', repositoryUrl: 'git@git.example.com:acme/shop.git' }]
const secret = (more: Partial<ObservedGitSecret>): ObservedGitSecret => ({
  from: { namespace: 'acme', name: 'git' },
  owner: 'project',
  host: 'git.example.com',
  source: {
    metadata: { annotations: { 'catalyst.dev/git-hosts': 'a.example.com, git.example.com' } },
    data: { token: 'dA==' },
  },
  ...more,
})
const allowed = secret({}).source?.metadata ?? {}

test.each<[string, Case, string, string]>([
  ['no path', { template: { type: 'helm' } }, 'PathMissing', 'the folder of the chart in path'],
  ['no path of manifests', { template: { type: 'manifest' } }, 'PathMissing', 'or the files themselves in files'],
  [
    'a source that the project lacks',
    { template: { ...manifests, sourceRef: 'x' } },
    'SourceNotFound',
    'it has app, infra',
  ],
  [
    'a source of the environment that the project lacks',
    { template: manifests, spec: { sources: [{ name: 'y', commitSha }] } },
    'SourceNotFound',
    'spec.sources names y',
  ],
  ['a repository by ssh', { template: manifests, sources: ssh }, 'SshNotSupported', 'Give its https URL'],
  [
    'more than fits',
    { template: { type: 'manifest', files: { a: 'x'.repeat(60_000), b: 'x'.repeat(60_000) } } },
    'OrderTooLarge',
    'into a repository',
  ],
  [
    'a Secret that is not there',
    { template: manifests, gitSecret: secret({ source: undefined }) },
    'SecretNotFound',
    'no Secret git in the namespace acme',
  ],
  [
    'a default Secret that is not there',
    { template: manifests, gitSecret: secret({ source: undefined, owner: 'settings' }) },
    'SecretNotFound',
    'git.credentialsSecret',
  ],
  [
    'a Secret that is meant for another host',
    { template: manifests, gitSecret: secret({ host: 'evil.example.com' }) },
    'CredentialsNotForHost',
    'kubectl annotate secret git --namespace acme --overwrite catalyst.dev/git-hosts=evil.example.com',
  ],
  [
    'a Secret that names no host',
    { template: manifests, gitSecret: secret({ source: { data: { token: 'dA==' } } }) },
    'CredentialsNotForHost',
    'does not say that it is meant for git.example.com',
  ],
  [
    'a Secret without credentials',
    { template: manifests, gitSecret: secret({ source: { metadata: allowed, data: { username: 'dA==' } } }) },
    'CredentialsInvalid',
    'neither the key token',
  ],
  [
    'a key that is not there',
    { template: manifests, gitSecret: secret({ key: 'deploy' }) },
    'CredentialsInvalid',
    'has no key deploy',
  ],
  [
    'credentials by http',
    {
      template: manifests,
      sources: [{ name: 'app', repositoryUrl: 'http://git.example.com/a' }],
      gitSecret: secret({}),
    },
    'CredentialsUnprotected',
    'Give the https URL',
  ],
])('%s is a fault to act on', (...[, what, reason, message]) => {
  expect(plan(what)).toEqual({ fault: { reason, message: expect.stringContaining(message) as string } })
})

test.each<[string, Partial<ObservedGitSecret>, object]>([
  ['a token', {}, { token: 'dA==' }],
  [
    'a token by another key',
    { key: 'k', source: { metadata: allowed, data: { k: 'aw==', token: 'dA==' } } },
    { token: 'aw==' },
  ],
  [
    'a token with a name',
    { source: { metadata: allowed, data: { token: 'dA==', username: 'dQ==' } } },
    { token: 'dA==', username: 'dQ==' },
  ],
  [
    'name and password, and nothing else that the Secret has',
    { source: { metadata: allowed, data: { username: 'dQ==', password: 'cA==', other: 'bw==' } } },
    { username: 'dQ==', password: 'cA==' },
  ],
  [
    'what the platform has, for a host of its own list',
    { owner: 'settings', source: { data: { token: 'dA==' } } },
    { token: 'dA==' },
  ],
])('credentials are %s', (...[, more, credentials]) => {
  const outcome = plan({ template: manifests, gitSecret: secret(more) })
  expect(outcome).toMatchObject({ credentials })
  expect(JSON.stringify('order' in outcome && outcome.order)).not.toContain('dA==')
})
