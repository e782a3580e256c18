import { expect, test } from 'vitest'
import { leastValues, oidcValues, render, renderText } from './render.ts'

const { config: leastConfig } = leastValues
const { config: oidcConfig } = oidcValues

/** Values as they would be given, and what Helm then says. */
const refused: [name: string, values: object, words: string][] = [
  ['no public URL', { config: { identity: 'token' } }, 'config.publicUrl is missing'],
  ['a public URL without scheme', { config: { publicUrl: 'catalyst.example.com' } }, 'is no address of a site'],
  ['nobody signs in', { config: { ...leastConfig, identity: 'none' } }, 'works on loopback alone'],
  ['an identity that there is not', { config: { ...leastConfig, identity: 'ldap' } }, '/config/identity'],
  ['no provider', { config: { publicUrl: leastConfig.publicUrl } }, 'config.oidc.issuer is missing'],
  [
    'a provider over plain HTTP',
    { config: { ...oidcConfig, oidc: { issuer: 'http://accounts.example.com', clientId: 'catalyst' } } },
    'it must begin with https://',
  ],
  [
    'a provider that does not know us',
    { config: { ...oidcConfig, oidc: { issuer: oidcConfig.oidc.issuer } } },
    'config.oidc.clientId is missing',
  ],
  [
    'cookies over plain HTTP',
    { config: { ...oidcConfig, publicUrl: 'http://catalyst.example.com' } },
    'people could not sign in there',
  ],
  [
    'two replicas without a shared key',
    { ...oidcValues, secrets: { sessionKey: { generate: false } } },
    'There is no session key, and 2 replicas',
  ],
  [
    'one replica without a key',
    { ...oidcValues, replicas: 1, secrets: { sessionKey: { generate: false } } },
    'There is no session key',
  ],
  [
    'a provider that nobody asks',
    { ...leastValues, config: { ...oidcConfig, identity: 'token' } },
    'config.oidc counts only with config.identity "oidc"',
  ],
  ['tokens that are nowhere', { config: leastConfig }, 'secrets.tokens.existingSecret'],
  [
    "the cluster's own groups",
    { ...leastValues, config: { ...leastConfig, impersonation: { groups: ['system:masters'] } } },
    'Groups of the cluster itself are never acted for',
  ],
  ['loopback in a pod', { ...leastValues, config: { ...leastConfig, host: 'localhost' } }, 'neither the Service nor'],
  [
    'one port for two',
    { ...leastValues, config: { ...leastConfig, metrics: { port: 8080 } } },
    'config.metrics.port is 8080, and so is config.port',
  ],
  [
    'a monitor of nothing',
    {
      ...leastValues,
      config: { ...leastConfig, metrics: { port: null } },
      metrics: { serviceMonitor: { enabled: true } },
    },
    'needs metrics on a port of their own',
  ],
  ["the namespace's account", { ...leastValues, serviceAccount: { create: false } }, 'Name the one that you made'],
  ['TLS without a certificate', { ...leastValues, ingress: { enabled: true } }, 'the Ingress has no certificate'],
  ['a value that there is not', { ...leastValues, replica: 3 }, "'replica' not allowed"],
  [
    'a key that the server does not know',
    { ...leastValues, config: { ...leastConfig, portt: 1 } },
    "'portt' not allowed",
  ],
  [
    'a secret in a ConfigMap',
    { ...oidcValues, config: { ...oidcConfig, oidc: { ...oidcConfig.oidc, clientSecret: 'hush' } } },
    "'clientSecret' not allowed",
  ],
  [
    'environments without an address',
    { ...leastValues, operator: { enabled: true } },
    'operator.config.urlTemplate is missing',
  ],
  [
    'a key that the operator does not know',
    { ...leastValues, operator: { config: { ...leastValues.operator.config, qouta: {} } } },
    "'qouta' not allowed",
  ],
  [
    'two operators of which none leads',
    { ...leastValues, operator: { config: { ...leastValues.operator.config, leaderElection: { enabled: false } } } },
    "'leaderElection' not allowed",
  ],
  [
    "administrators of the cluster's own",
    { ...leastValues, operator: { ...leastValues.operator, admins: { groups: ['system:authenticated'] } } },
    'a group of the cluster itself',
  ],
  [
    'credentials that would be sent nowhere',
    {
      ...leastValues,
      operator: { config: { ...leastValues.operator.config, git: { credentialsSecret: { name: 'git' } } } },
    },
    'git.hosts is empty',
  ],
  ['no replicas', { ...leastValues, replicas: 0 }, '/replicas'],
]

test.each(refused)('refused with a reason: %s', async (_name, values, words) => {
  await expect(render(values)).rejects.toThrow(words)
})

test('what a person reads of a refusal has no value that may be secret', async () => {
  const values = { ...oidcValues, config: { ...oidcConfig, oidc: { ...oidcConfig.oidc, clientSecret: 'hush-hush' } } }
  await expect(renderText(values)).rejects.not.toThrow('hush-hush')
})
