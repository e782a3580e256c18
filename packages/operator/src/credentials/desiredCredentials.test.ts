import { labels } from '@catalyst/api/labels'
import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { homeOf } from '../desired/Home.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { copiedSecrets, type ObservedSecret } from './copiedSecrets.ts'
import { desiredCredentials } from './desiredCredentials.ts'

const project = projectOf({
  registryCredentials: [
    { secretRef: { name: 'both' }, usage: 'both' },
    { secretRef: { name: 'push' }, usage: 'push' },
  ],
})
const environment = environmentOf({ config: { envFrom: [{ secretRef: { name: 'both' } }] } })
const home = homeOf(environment, project, { settings: defaultSettings })

const dockerConfig = 'kubernetes.io/dockerconfigjson'
const observed = (secret: ReturnType<typeof copiedSecrets>[number], source: object = {}): ObservedSecret => ({
  ...secret,
  source: {
    metadata: { name: secret.from.name, resourceVersion: '3' },
    type: secret.use === 'pull' ? dockerConfig : 'Opaque',
    data: { a: 'Yg==' },
    ...source,
  },
  copy: undefined,
})
const nothing = { secrets: [], account: undefined, stale: [] }

test('variables come from the own namespace, images are pulled with what the project has, and pushing is no business of it', () => {
  expect(copiedSecrets(environment, project)).toEqual([
    { use: 'variables', from: { namespace: 'acme-shop', name: 'both' }, name: 'both' },
    { use: 'pull', from: { namespace: 'acme', name: 'both' }, name: 'catalyst-registry-both' },
  ])
})

test('the pull secrets of others stay', () => {
  const secrets = copiedSecrets(environment, project).map((secret) => observed(secret))
  const account = { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'theirs' }] }
  expect(desiredCredentials(home, { ...nothing, secrets, account })).toMatchObject({
    objects: [
      { kind: 'Secret', metadata: { name: 'both', namespace: 'acme-shop-pr-1' }, data: { a: 'Yg==' } },
      { kind: 'Secret', metadata: { name: 'catalyst-registry-both' } },
      { kind: 'ServiceAccount', imagePullSecrets: [{ name: 'theirs' }, { name: 'catalyst-registry-both' }] },
    ],
  })
})

test('a secret that is not there is named, and where it is looked for', () => {
  const secrets = copiedSecrets(environment, project).map((secret) => ({ ...observed(secret), source: undefined }))
  expect(desiredCredentials(home, { ...nothing, secrets })).toMatchObject({
    fault: { reason: 'SecretNotFound', message: expect.stringContaining('no Secret both in the namespace acme-shop') },
  })
})

test('nothing is made where nothing is needed', () => {
  expect(desiredCredentials(home, nothing)).toEqual({ objects: [] })
})

test.each([
  ['Opaque', 'SecretNotForImages', 'is of type Opaque'],
  ['kubernetes.io/service-account-token', 'SecretNotForImages', 'kubectl create secret docker-registry'],
])('a secret of type %s pulls no images', (type, reason, message) => {
  const secrets = copiedSecrets(environmentOf(), project).map((secret) => observed(secret, { type }))
  expect(desiredCredentials(home, { ...nothing, secrets })).toMatchObject({
    fault: { reason, message: expect.stringContaining(message) },
  })
})

test.each([
  ['of the deployer', 'deployer-pr-1-git', {}],
  ['of an environment', 'x', { metadata: { labels: { [labels.environment]: 'pr-2' } } }],
  ['with the token of an account', 'x', { type: 'kubernetes.io/service-account-token' }],
])('a secret %s is not handed to an environment', (_, name, source) => {
  const asking = environmentOf({ config: { envFrom: [{ secretRef: { name } }] } })
  const secrets = copiedSecrets(asking, projectOf()).map((secret) => observed(secret, source))
  expect(desiredCredentials(home, { ...nothing, secrets })).toMatchObject({ fault: { reason: 'SecretForbidden' } })
})

test('images are no longer pulled with what the project does not name any more', () => {
  const account = {
    metadata: { name: 'default' },
    imagePullSecrets: [{ name: 'theirs' }, { name: 'catalyst-registry-a' }],
  }
  const stale = [{ metadata: { name: 'catalyst-registry-a' } }]
  expect(desiredCredentials(home, { secrets: [], account, stale })).toMatchObject({
    objects: [{ kind: 'ServiceAccount', imagePullSecrets: [{ name: 'theirs' }] }],
  })
})
