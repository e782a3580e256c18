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

const observed = (secret: ReturnType<typeof copiedSecrets>[number]): ObservedSecret => ({
  ...secret,
  source: { metadata: { name: secret.from.name, resourceVersion: '3' }, type: 'Opaque', data: { a: 'Yg==' } },
  copy: undefined,
})

test('variables come from the own namespace, images are pulled with what the project has, and pushing is no business of it', () => {
  expect(copiedSecrets(environment, project)).toEqual([
    { use: 'variables', from: { namespace: 'acme-shop', name: 'both' }, name: 'both' },
    { use: 'pull', from: { namespace: 'acme', name: 'both' }, name: 'catalyst-registry-both' },
  ])
})

test('the pull secrets of others stay', () => {
  const secrets = copiedSecrets(environment, project).map(observed)
  const account = { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'theirs' }] }
  expect(desiredCredentials(home, { secrets, account })).toMatchObject({
    objects: [
      { kind: 'Secret', metadata: { name: 'both', namespace: 'acme-shop-pr-1' }, data: { a: 'Yg==' } },
      { kind: 'Secret', metadata: { name: 'catalyst-registry-both' } },
      { kind: 'ServiceAccount', imagePullSecrets: [{ name: 'theirs' }, { name: 'catalyst-registry-both' }] },
    ],
  })
})

test('a secret that is not there is named, and where it is looked for', () => {
  const secrets = copiedSecrets(environment, project).map((secret) => ({ ...observed(secret), source: undefined }))
  expect(desiredCredentials(home, { secrets, account: undefined })).toMatchObject({
    fault: { reason: 'SecretNotFound', message: expect.stringContaining('no Secret both in the namespace acme-shop') },
  })
})

test('nothing is made where nothing is needed', () => {
  expect(desiredCredentials(home, { secrets: [], account: undefined })).toEqual({ objects: [] })
})
