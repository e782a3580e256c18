import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@catalyst/program'
import { describe, expect, test } from 'vitest'
import { readFlags } from './readFlags.ts'
import { serverConfiguration } from './serverConfiguration.ts'

async function file(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'catalyst-configuration-'))
  const path = join(folder, 'config.yaml')
  await writeFile(path, text)
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

function read(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { values, config } = readFlags(args)
  return serverConfiguration.read({ values, file: config }, env)
}

function faultsOf(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  try {
    read(args, env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults
    throw error
  }
  throw new Error('It was taken.')
}

test('without anything it is this machine alone, on port 8080', () => {
  expect(read()).toMatchObject({ host: 'localhost', port: 8080, identity: 'none', allowedOrigins: [], limits: {} })
})

test('flags win over variables, and variables over the file', async () => {
  await using config = await file('host: from-file\nport: 1\nbasePath: /from-file\n')
  const env = { HOST: 'from-variable', PORT: '2' }
  expect(read(['--config', config.path, '--port', '3'], env)).toMatchObject({
    host: 'from-variable',
    port: 3,
    basePath: '/from-file',
  })
  expect(read([], { CATALYST_CONFIG: config.path })).toMatchObject({ host: 'from-file', port: 1 })
})

test('every setting but a mapping has a variable of its own', () => {
  const variables = serverConfiguration.settings.flatMap(({ type, variable = '' }) =>
    type === 'object' ? [] : variable,
  )
  expect(new Set(variables).size).toBe(variables.length)
  expect(variables).not.toContain('')
  const env = {
    CATALYST_IDENTITY: 'oidc',
    CATALYST_OIDC_ISSUER: 'https://login.example.com',
    CATALYST_OIDC_CLIENT_ID: 'catalyst',
    CATALYST_OIDC_SCOPES: 'openid, groups',
    CATALYST_LIMITS_REQUESTS_PER_MINUTE: '60',
    CATALYST_METRICS_PORT: '9090',
    CATALYST_DEMO: 'false',
  }
  expect(read([], env)).toMatchObject({
    identity: 'oidc',
    oidc: { issuer: 'https://login.example.com', clientId: 'catalyst', scopes: ['openid', 'groups'] },
    limits: { requestsPerMinute: 60 },
    metrics: { port: 9090 },
    demo: false,
  })
})

test('empty variables, and those that Kubernetes sets for Services, count as absent', () => {
  const env = { HOST: '', PORT: '', CATALYST_METRICS_PORT: 'tcp://10.0.0.1:80', CATALYST_SERVICE_HOST: '10.0.0.1' }
  expect(read([], env)).toMatchObject({ host: 'localhost', port: 8080, metrics: {} })
})

describe('what is wrong is named with its key and what to do', () => {
  test.each([
    ['port: http', 'port', 'Give a whole number from 0 to 65535.'],
    ['port: 70000', 'port', 'Give a whole number from 0 to 65535.'],
    ['identity: oauth', 'identity', 'Give one of none, token, oidc.'],
    ['oidc: yes', 'oidc', 'It has to be a mapping of keys to values.'],
    ['publicUrl: catalyst.example.com', 'publicUrl', 'Give an address such as https://catalyst.example.com'],
    ['allowedOrigins: [https://tools.example.com/]', 'allowedOrigins', 'Give origins such as'],
    ['metrcs: {port: 1}', 'metrcs', 'There is no such key.'],
    ['metrics: {prot: 1}', 'metrics.prot', 'There is no such key. Did you mean metrics.port?'],
    ['limits: {bodybytes: 1}', 'limits.bodybytes', 'Did you mean limits.bodyBytes?'],
    ['identity: token', 'token.file', 'It is needed where identity is token.'],
    ['identity: oidc', 'oidc.issuer', 'It is needed where identity is oidc.'],
    ['oidc: {clientId: catalyst}', 'oidc.clientId', 'It counts only where identity is oidc.'],
    ['metrics: {port: 8080}', 'metrics.port', 'Give another one.'],
    ['a: [1', '', 'It is no YAML'],
    ['- 1', '', 'It has to be a mapping'],
    ['port: 1\nport: 2', '', 'It is no YAML: DUPLICATE_KEY at line 2'],
    ['a: &a 1\nb: *a', '', 'aliases'],
  ])('%s', async (text, key, message) => {
    await using config = await file(text)
    expect(faultsOf(['--config', config.path])).toContainEqual({
      key: key || config.path,
      message: expect.stringContaining(message) as string,
    })
  })

  test('a variable and a flag by their names, all at once', () => {
    expect(faultsOf(['--port', 'http'], { CATALYST_METRICS_PORT: 'x', CATALYST_OIDC_CLIENTID: 'x' })).toMatchObject([
      { key: 'CATALYST_OIDC_CLIENTID', message: 'There is no such variable. Did you mean CATALYST_OIDC_CLIENT_ID?' },
      { key: '--port (port)' },
      { key: 'CATALYST_METRICS_PORT (metrics.port)' },
    ])
  })

  test('a file that is not there', () => {
    expect(faultsOf(['--config', '/nonexistent.yaml'])).toMatchObject([
      { key: '/nonexistent.yaml', message: expect.stringContaining('ENOENT') as string },
    ])
  })
})

test.each([
  'oidc: {clientSecret: correct-horse}',
  'identity: correct-horse',
  'port: correct-horse',
  'publicUrl: correct-horse',
  'metrics: correct-horse',
  'a: [correct-horse',
  'correct-horse',
  'b: *correct-horse',
])('no value is ever printed: %s', async (text) => {
  await using config = await file(text)
  expect(JSON.stringify(faultsOf(['--config', config.path]))).not.toContain('correct-horse')
})

test('a secret in the file is answered with the key of the file that holds it', async () => {
  await using config = await file('identity: oidc\noidc: {clientSecret: correct-horse}\n')
  expect(faultsOf(['--config', config.path])).toContainEqual({
    key: 'oidc.clientSecret',
    message: 'There is no such key. Did you mean oidc.clientSecretFile?',
  })
})

test.each([['--prot', '80'], ['extra']])('what is no flag is refused: %s', (...args) => {
  expect(() => readFlags(args)).toThrow('--port <number>')
})
