import { expect, test } from 'vitest'
import { projectOf } from '../../test/builders.ts'
import { gitSecretOf } from './gitSecretOf.ts'

const credentialsSecret = { namespace: 'catalyst-system', name: 'git' }
const git = { credentialsSecret, hosts: ['git.example.com', 'two.example.com/acme'] }
const manifest = { type: 'manifest' as const, path: 'a' }
const from = (repositoryUrl: string, more: object = {}) =>
  projectOf({ sources: [{ name: 'app', repositoryUrl, ...more }] })
const repository = 'https://git.example.com/a'

test.each([
  ['the default one for a host of the list', from(repository), manifest, credentialsSecret],
  ['none for another host', from('https://evil.example.com/a'), manifest, undefined],
  ['none for another port of it', from('https://git.example.com:8443/a'), manifest, undefined],
  ['the default one below a path of the list', from('https://two.example.com/acme/a.git'), manifest, credentialsSecret],
  ['none for another path', from('https://two.example.com/acme-evil/a.git'), manifest, undefined],
  ['none for a path that only looks like it', from('https://two.example.com/acme/../evil/a.git'), manifest, undefined],
  ['none over http', from('http://git.example.com/a'), manifest, undefined],
  ['none by ssh', from('git@git.example.com:a'), manifest, undefined],
  ['none for files of the template', from(repository), { type: 'manifest' as const, files: {} }, undefined],
  ['none for a prebuilt image', from(repository), { type: 'prebuilt' as const }, undefined],
  [
    'the one that the project names, in its own namespace',
    from('https://evil.example.com/a', { credentialsSecretRef: { name: 'own' } }),
    manifest,
    { namespace: 'acme', name: 'own' },
  ],
])('a repository is fetched with %s', (...[, project, template, expected]) => {
  expect(gitSecretOf(project, template, { git })?.from).toEqual(expected)
})
