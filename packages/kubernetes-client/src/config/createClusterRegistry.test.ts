import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConnectionError } from '../errors/ConnectionError.ts'
import { getCoreV1Api } from '../loader.ts'
import { catchError } from '../testing/catchError.ts'
import { createClusterRegistry } from './createClusterRegistry.ts'
import type { ClusterRegistryOptions } from './loadClusters.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalyst-'))
})
afterAll(() => rm(folder, { recursive: true }))

const secret = 's3cret-token'

function kubeconfig(contexts: Record<string, string>, current?: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: Object.entries(contexts).map(([name, server]) => ({ name: `${name}-cluster`, cluster: { server } })),
    users: Object.keys(contexts).map((name) => ({ name: `${name}-user`, user: { token: secret } })),
    contexts: Object.keys(contexts).map((name) => ({
      name,
      context: { cluster: `${name}-cluster`, user: `${name}-user` },
    })),
  }
}

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')
}

function registry(env: Record<string, string>, options: ClusterRegistryOptions = {}) {
  const nothing = { homeKubeconfig: join(folder, 'absent'), serviceAccountFolder: join(folder, 'absent') }
  return createClusterRegistry({ env, inDocker: false, ...nothing, ...options })
}

async function serverOf(clusters: ReturnType<typeof registry>, name?: string) {
  return (await clusters.get(name)).getCurrentCluster()?.server
}

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const one = (server: string) => encode(kubeconfig({ it: server }, 'it'))

describe('variables', () => {
  test('each KUBECONFIG_<NAME> is a cluster of that name, and one of them is the default', async () => {
    const clusters = registry({
      KUBECONFIG_STAGING: one('https://staging.example'),
      KUBECONFIG_PRIMARY: one('https://primary.example'),
      KUBECONFIG_EMPTY: '',
      OTHER_KUBECONFIG_X: 'no',
    })
    expect(await clusters.list()).toEqual([
      { name: 'PRIMARY', isDefault: true },
      { name: 'STAGING', isDefault: false },
    ])
    expect(await serverOf(clusters)).toBe('https://primary.example')
    expect(await serverOf(clusters, 'STAGING')).toBe('https://staging.example')
  })

  test('a kubeconfig may be YAML, in base64 with line breaks or URL-safe', async () => {
    const yaml = [
      'apiVersion: v1',
      'clusters: [{name: c, cluster: {server: "https://yaml.example"}}]',
      'users: [{name: u, user: {token: "ÿÿÿ???>>>"}}]',
      'contexts: [{name: x, context: {cluster: c, user: u}}]',
    ].join('\n')
    const wrapped = encode(yaml).replace(/.{40}/g, '$&\n')
    const urlSafe = Buffer.from(yaml).toString('base64url')
    const clusters = registry({ KUBECONFIG_A: wrapped, KUBECONFIG_B: urlSafe })
    expect(await serverOf(clusters, 'A')).toBe('https://yaml.example')
    expect((await clusters.get('B')).getCurrentUser()?.token).toBe('ÿÿÿ???>>>')
  })

  test('the same object comes every time, and it authenticates API clients', async () => {
    const clusters = registry({ KUBECONFIG_A: one('https://a.example') })
    const kubeConfig = await clusters.get('A')
    expect(await clusters.get()).toBe(kubeConfig)
    const CoreV1Api = await getCoreV1Api()
    expect((await kubeConfig.toKubeConfig()).makeApiClient(CoreV1Api)).toBeInstanceOf(CoreV1Api)
  })

  const otherCluster = { ...kubeconfig({ it: 'https://a' }, 'it'), clusters: [] }
  const otherUser = { ...kubeconfig({ it: 'https://a' }, 'it'), users: [] }
  const namelessCluster = { ...kubeconfig({ it: 'https://a' }, 'it'), clusters: [{ cluster: { server: 'https://a' } }] }
  test.each([
    ['no base64', `${secret}!`, 'it is not base64'],
    ['a kubeconfig as it is', JSON.stringify(kubeconfig({ it: 'https://a' })), 'encode it in base64'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64'), 'not text'],
    ['broken JSON', encode(`{"token": "${secret}"`), 'neither JSON nor YAML'],
    ['broken YAML', encode(`a: [${secret}`), 'neither JSON nor YAML'],
    ['blank text', encode(' '), 'it is empty'],
    ['other text', encode(secret), 'it has no contexts'],
    ['a list', encode([secret]), 'it has no contexts'],
    ['no contexts', encode({ clusters: [], users: [], contexts: [] }), 'it has no contexts'],
    ['an unknown current-context', encode(kubeconfig({ it: 'https://a' }, secret)), 'its current-context names'],
    ['several contexts, none current', encode(kubeconfig({ a: 'https://a', b: 'https://b' })), 'no current-context'],
    ['a context without its cluster', encode(otherCluster), 'a context names a cluster that is not in it'],
    ['a context without its user', encode(otherUser), 'a context names a user that is not in it'],
    ['a cluster without a name', encode(namelessCluster), 'clusters[0].name is missing'],
    [
      'a token file that is not there',
      encode({ users: [{ name: 'u', user: { 'token-file': `/${secret}` } }] }),
      'token file',
    ],
    ['an address that is none', one(secret), 'the server of a cluster is not a URL'],
  ])('%s is an error that names variable and fault, never the value', async (_, value, fault) => {
    const clusters = registry({ KUBECONFIG_GOOD: one('https://good.example'), KUBECONFIG_PROD: value })
    const error = (await catchError(clusters.get('GOOD'))) as ConnectionError
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'InvalidConfiguration' })
    expect(error.message).toContain('environment variable KUBECONFIG_PROD')
    expect(error.message).toContain(fault)
    expect(error.message).not.toContain(secret)
    expect(error.message).not.toContain(value)
    expect(error.cause).toBeUndefined()
  })

  test('a variable without a name says so', async () => {
    await expect(registry({ KUBECONFIG_: one('https://a.example') }).list()).rejects.toThrow(
      /KUBECONFIG_ .*names no cluster/,
    )
  })
})

describe('files', () => {
  test('each context of the files in KUBECONFIG is a cluster, merged as kubectl does', async () => {
    const first = await write('first', kubeconfig({ a: 'https://a.example', b: 'https://b.example' }))
    const second = await write('second', kubeconfig({ b: 'https://other.example', c: 'https://c.example' }, 'c'))
    const clusters = registry({ KUBECONFIG: [first, join(folder, 'absent'), second].join(delimiter) })
    const list = await clusters.list()
    expect(list.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c'])
    expect(list.find(({ isDefault }) => isDefault)?.name).toBe('c')
    expect(await serverOf(clusters, 'b')).toBe('https://b.example')
  })

  test('a cluster carries no credential of another', async () => {
    const path = await write('two', kubeconfig({ a: 'https://a.example', b: 'https://b.example' }, 'a'))
    const kubeConfig = await registry({ KUBECONFIG: path }).get('b')
    expect(kubeConfig.users.map(({ name }) => name)).toEqual(['b-user'])
    expect(kubeConfig.contexts).toHaveLength(1)
  })

  test('relative paths in a file are relative to the file', async () => {
    const config = {
      ...kubeconfig({ a: 'https://a.example' }, 'a'),
      users: [{ name: 'a-user', user: { 'client-key': 'key.pem' } }],
    }
    const kubeConfig = await registry({ KUBECONFIG: await write('relative', config) }).get()
    expect(kubeConfig.getCurrentUser()?.keyFile).toBe(join(folder, 'key.pem'))
  })

  test('variables come first, and name the default', async () => {
    const path = await write('beside', kubeconfig({ here: 'https://here.example' }, 'here'))
    const clusters = registry({ KUBECONFIG: path, KUBECONFIG_A: one('https://a.example') })
    expect(await clusters.list()).toEqual([
      { name: 'A', isDefault: true },
      { name: 'here', isDefault: false },
    ])
  })

  test('the file of the home directory is used where no variable says otherwise', async () => {
    const home = await write('home', kubeconfig({ laptop: 'https://laptop.example' }, 'laptop'))
    expect(await serverOf(registry({}, { homeKubeconfig: home }))).toBe('https://laptop.example')
    const named = registry({ KUBECONFIG_A: one('https://a.example') }, { homeKubeconfig: home })
    expect((await named.list()).map(({ name }) => name)).toEqual(['A'])
  })

  test('it is .kube/config under HOME', async () => {
    await mkdir(join(folder, '.kube'))
    await write('.kube/config', kubeconfig({ laptop: 'https://laptop.example' }, 'laptop'))
    expect(await serverOf(createClusterRegistry({ env: { HOME: folder }, inDocker: false }))).toBe(
      'https://laptop.example',
    )
  })

  test('KUBECONFIG with no file that exists is an error, and nothing else is used instead', async () => {
    const home = await write('home', kubeconfig({ laptop: 'https://laptop.example' }, 'laptop'))
    const clusters = registry({ KUBECONFIG: join(folder, 'absent') }, { homeKubeconfig: home })
    expect(await catchError(clusters.get())).toMatchObject({ reason: 'InvalidConfiguration' })
  })

  test('a file that is broken is named, without what is in it', async () => {
    const path = await write('broken', `users: [${secret}`)
    const error = (await catchError(registry({ KUBECONFIG: path }).list())) as ConnectionError
    expect(error.message).toContain(`kubeconfig ${path} can't be used: it is neither JSON nor YAML`)
    expect(error.message).not.toContain(secret)
  })

  test('a context that is broken does not disturb the others', async () => {
    const config = kubeconfig({ a: 'https://a.example', b: 'https://b.example' }, 'a') as { users: unknown[] }
    config.users.pop()
    const clusters = registry({ KUBECONFIG: await write('half', config) })
    expect(await serverOf(clusters, 'a')).toBe('https://a.example')
    await expect(clusters.get('b')).rejects.toThrow('a context names a user that is not in it')
  })

  test('a file that appears later is found', async () => {
    const path = join(folder, 'late')
    const clusters = registry({ KUBECONFIG: path })
    await expect(clusters.get()).rejects.toThrow('KUBECONFIG names no file that exists')
    await write('late', kubeconfig({ late: 'https://late.example' }, 'late'))
    expect(await serverOf(clusters)).toBe('https://late.example')
  })

  test('a context without a user keeps its TLS settings', async () => {
    const config = kubeconfig({ a: 'https://a.example' }, 'a') as { contexts: unknown[] }
    config.contexts = [{ name: 'a', context: { cluster: 'a-cluster' } }]
    const kubeConfig = await registry({
      KUBECONFIG: await write('anonymous', config),
      KUBE_SKIP_TLS_VERIFY: 'true',
    }).get()
    const options: { rejectUnauthorized?: boolean } = {}
    await kubeConfig.applyToHTTPSOptions(options)
    expect(options.rejectUnauthorized).toBe(false)
  })
})

describe('the service account of a pod', () => {
  const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }

  async function mount() {
    const serviceAccountFolder = await mkdtemp(join(folder, 'account-'))
    await writeFile(join(serviceAccountFolder, 'token'), 'mounted-token')
    await writeFile(join(serviceAccountFolder, 'ca.crt'), 'authority')
    await writeFile(join(serviceAccountFolder, 'namespace'), 'catalyst-system\n')
    return { serviceAccountFolder }
  }

  test('is used where nothing else is configured', async () => {
    const clusters = registry(env, await mount())
    expect(await clusters.list()).toEqual([{ name: 'in-cluster', isDefault: true }])
    const kubeConfig = await clusters.get()
    expect(kubeConfig.getCurrentCluster()?.server).toBe('https://[fd00::1]:6443')
    expect(kubeConfig.contexts[0]?.namespace).toBe('catalyst-system')
    const options: { headers?: Record<string, string>; ca?: Buffer } = {}
    await kubeConfig.applyToHTTPSOptions(options)
    expect(options.headers).toEqual({ authorization: 'Bearer mounted-token' })
    expect(String(options.ca)).toBe('authority')
  })

  test('gives way to a variable', async () => {
    const clusters = registry({ ...env, KUBECONFIG_A: one('https://a.example') }, await mount())
    expect((await clusters.list()).map(({ name }) => name)).toEqual(['A'])
  })
})

test('the rules for addresses apply, the override to the default cluster alone', async () => {
  const clusters = registry(
    {
      KUBECONFIG_MAIN: one('https://main.example'),
      KUBECONFIG_OTHER: one('https://localhost:1234'),
      KUBERNETES_API_SERVER_HOST: 'inside.example',
      NODE_ENV: 'development',
    },
    { inDocker: true },
  )
  expect(await serverOf(clusters)).toBe('https://inside.example:6443')
  expect((await clusters.get('OTHER')).getCurrentCluster()).toMatchObject({
    server: 'https://host.docker.internal:1234',
    skipTLSVerify: true,
  })
})

test('where nothing is configured there are no clusters, and the error says what to set', async () => {
  const clusters = registry({})
  expect(await clusters.list()).toEqual([])
  const error = (await catchError(clusters.get())) as ConnectionError
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'NotConfigured' })
  expect(error.message).toMatch(/Set KUBECONFIG .* KUBECONFIG_<NAME>/)
})

test('an unknown name is an error that says which there are', async () => {
  const clusters = registry({ KUBECONFIG_A: one('https://a.example'), KUBECONFIG_B: one('https://b.example') })
  expect(await catchError(clusters.get('C'))).toMatchObject({
    reason: 'UnknownCluster',
    message: 'No cluster "C" is configured; there are: A, B.',
  })
})
