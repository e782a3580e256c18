import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { beforeAll, expect, test, vi } from 'vitest'
import type { ConnectionError } from '../errors/ConnectionError.ts'
import { loadClientNode } from '../loader.ts'
import { catchError } from '../testing/catchError.ts'
import { base64, makeCertificates, type Certificates } from '../testing/makeCertificates.ts'
import { answerJson, makeKubeConfig, startApiServer } from '../testing/startApiServer.ts'
import { openWebSocket } from './openWebSocket.ts'
import { request } from './request.ts'
import { requestStream } from './requestStream.ts'

let certificates: Certificates

beforeAll(async () => {
  certificates = await makeCertificates()
})

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'catalyst-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

function startTlsServer(options: Parameters<typeof startApiServer>[1] = {}) {
  return startApiServer(
    (incoming, response) => {
      const user = (incoming.socket as TLSSocket).getPeerCertificate().subject?.CN
      answerJson(response, { user, authorization: incoming.headers.authorization })
    },
    { tls: { ...certificates.server, ca: certificates.ca, requestCert: true, rejectUnauthorized: false }, ...options },
  )
}

test('a certificate of the authority in the kubeconfig is trusted', async () => {
  await using api = await startTlsServer({ cluster: { caData: base64(certificates.ca) } })
  expect(await request(api.kubeConfig, '/api')).toEqual({ authorization: 'Bearer test-token' })
})

test('a certificate of anybody else is not, and no token is sent to find out', async () => {
  await using api = await startTlsServer()
  const error = (await catchError(request(api.kubeConfig, '/api'))) as ConnectionError
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'Untrusted' })
  expect(error.message).not.toContain('test-token')
})

test('a process that verifies nothing still verifies here', async () => {
  await using api = await startTlsServer()
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({ reason: 'Untrusted' })
})

test('skipTLSVerify trusts it', async () => {
  await using api = await startTlsServer({ cluster: { skipTLSVerify: true } })
  expect(await request(api.kubeConfig, '/api')).toMatchObject({ authorization: 'Bearer test-token' })
})

test('a client certificate says who is asking, in requests and in streams', async () => {
  await using api = await startTlsServer({
    cluster: { caData: base64(certificates.ca) },
    user: { certData: base64(certificates.client.cert), keyData: base64(certificates.client.key), token: '' },
  })
  expect(await request(api.kubeConfig, '/api')).toEqual({ user: 'ada' })
  using stream = await requestStream(api.kubeConfig, '/api')
  const [chunk] = (await once(stream.body, 'data')) as [Buffer]
  expect(JSON.parse(chunk.toString())).toEqual({ user: 'ada' })
})

test('a renewed client certificate is used at once', async () => {
  await using api = await startTlsServer({ cluster: { caData: base64(certificates.ca) } })
  expect(await request(api.kubeConfig, '/api')).not.toHaveProperty('user')
  Object.assign(api.kubeConfig.users[0]!, {
    certData: base64(certificates.client.cert),
    keyData: base64(certificates.client.key),
  })
  expect(await request(api.kubeConfig, '/api')).toMatchObject({ user: 'ada' })
})

test('user name and password become basic authentication', async () => {
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.headers.authorization), {
    user: { username: 'ada', password: 'pass:word', token: '' },
  })
  expect(await request(api.kubeConfig, '/api')).toBe(`Basic ${base64('ada:pass:word')}`)
})

test('a token file may end in a newline', async () => {
  await using folder = await temporaryFolder()
  const tokenFile = join(folder.path, 'token')
  await writeFile(tokenFile, 'from-file\n')
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.headers.authorization), {
    user: { token: '', authProvider: { name: 'tokenFile', config: { tokenFile } } },
  })
  expect(await request(api.kubeConfig, '/api')).toBe('Bearer from-file')
})

test('a token file that is rotated is used at once', async () => {
  await using folder = await temporaryFolder()
  const tokenFile = join(folder.path, 'token')
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.headers.authorization), {
    user: { token: '', authProvider: { name: 'tokenFile', config: { tokenFile } } },
  })
  for (const token of ['first', 'second']) {
    await writeFile(tokenFile, token)
    expect(await request(api.kubeConfig, '/api')).toBe(`Bearer ${token}`)
  }
  await rm(tokenFile)
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({ reason: 'CredentialsUnavailable' })
})

async function credentialPlugin(folder: string, script: string) {
  const command = join(folder, 'plugin')
  await writeFile(command, `#!/bin/sh\necho run >> "${folder}/runs"\n${script}\n`)
  await chmod(command, 0o755)
  return { token: '', exec: { apiVersion: 'client.authentication.k8s.io/v1', command } }
}

test('requests that begin together start a credential plugin once', async () => {
  await using folder = await temporaryFolder()
  const user = await credentialPlugin(folder.path, `echo '{"status":{"token":"from-plugin"}}'`)
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.headers.authorization), {
    user,
  })
  const answers = await Promise.all([1, 2, 3].map(() => request(api.kubeConfig, '/api')))
  expect(answers).toEqual(Array(3).fill('Bearer from-plugin'))
  expect(await readFile(join(folder.path, 'runs'), 'utf8')).toBe('run\n')
})

test('a plugin that fails is an error without its output', async () => {
  await using folder = await temporaryFolder()
  const user = await credentialPlugin(folder.path, 'echo secret-output >&2; exit 1')
  await using api = await startApiServer((_, response) => answerJson(response, {}), { user })
  const error = (await catchError(request(api.kubeConfig, '/api'))) as ConnectionError
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'CredentialsUnavailable' })
  expect(error.message).not.toContain('secret-output')
  expect(api.sockets).toEqual([])
})

test('a plugin that does not end is given up in time, or by the signal', async () => {
  await using folder = await temporaryFolder()
  const user = await credentialPlugin(folder.path, `while [ ! -e "${folder.path}/stop" ]; do sleep 0.05; done; exit 1`)
  await using api = await startApiServer((_, response) => answerJson(response, {}), { user })
  expect(await catchError(request(api.kubeConfig, '/api', { timeoutMs: 50 }))).toMatchObject({ reason: 'TimedOut' })
  const controller = new AbortController()
  const failure = catchError(request(api.kubeConfig, '/api', { signal: controller.signal }))
  controller.abort()
  expect(await failure).toBe(controller.signal.reason)
  await writeFile(join(folder.path, 'stop'), '')
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({ reason: 'CredentialsUnavailable' })
})

const garbage = { certData: base64('s3cret'), keyData: base64('s3cret') }
test.each([
  ['certificate and key', 'https://127.0.0.1:1', garbage],
  ['token', 'http://127.0.0.1:1', { token: 's3\ncret' }],
])('a malformed %s is an error of the kubeconfig, without its value', async (_, server, user) => {
  const kubeConfig = await makeKubeConfig(server, { user })
  const attempts = [
    request(kubeConfig, '/api'),
    requestStream(kubeConfig, '/api'),
    openWebSocket(kubeConfig, '/api', { protocols: ['v5'] }),
  ]
  for (const attempt of attempts) {
    const error = (await catchError(attempt)) as ConnectionError
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'CredentialsUnavailable' })
    expect(error.message).not.toMatch(/s3|cret\b/)
  }
})

test('plain HTTP is refused unless the kubeconfig allows it', async () => {
  await using api = await startApiServer((_, response) => answerJson(response, {}), {
    cluster: { skipTLSVerify: false },
  })
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({ reason: 'InvalidConfiguration' })
  expect(api.sockets).toEqual([])
})

test.each(['ftp://cluster.example', 'cluster.example:6443', ''])('%o is no address of a server', async (server) => {
  const kubeConfig = await makeKubeConfig(server)
  expect(await catchError(request(kubeConfig, '/api'))).toMatchObject({ reason: 'InvalidConfiguration' })
})

test('a kubeconfig without a current context is an error that says so', async () => {
  const { KubeConfig } = await loadClientNode()
  expect(await catchError(request(new KubeConfig(), '/api'))).toMatchObject({ reason: 'InvalidConfiguration' })
})

test('requests and streams go through the proxy of the kubeconfig', async () => {
  const targets: string[] = []
  const tunnels: Socket[] = []
  await using proxy = createServer().on('connect', (incoming, socket: Socket) => {
    targets.push(incoming.url ?? '')
    const [host, port] = (incoming.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    tunnels.push(socket, upstream)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  await using api = await startTlsServer({ cluster: { caData: base64(certificates.ca), proxyUrl } })
  expect(await request(api.kubeConfig, '/api')).toMatchObject({ authorization: 'Bearer test-token' })
  using stream = await requestStream(api.kubeConfig, '/api')
  expect(stream.status).toBe(200)
  expect(targets).toEqual([`127.0.0.1:${api.port}`, `127.0.0.1:${api.port}`])
  for (const socket of tunnels) socket.destroy()
})
