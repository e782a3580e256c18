import { chmod, mkdtempDisposable, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { beforeAll, expect, test } from 'vitest'
import { request } from '../http/request.ts'
import { base64, makeCertificates, type Certificates } from '../testing/makeCertificates.ts'
import { answerJson, startApiServer } from '../testing/startApiServer.ts'
import { createClusterRegistry } from './createClusterRegistry.ts'

let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates()
})

/** An API server with TLS that answers who it takes its caller for, and a folder with a kubeconfig for it. */
async function startWhoAmI() {
  const stack = new AsyncDisposableStack()
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-')))
  const api = stack.use(
    await startApiServer(
      (incoming, response) => {
        const { authorization, ...headers } = incoming.headers
        answerJson(response, {
          certificate: (incoming.socket as TLSSocket).getPeerCertificate().subject?.CN,
          authorization,
          groups: headers['impersonate-group'],
          user: headers['impersonate-user'],
        })
      },
      { tls: { ...certificates.server, ca: certificates.ca, requestCert: true, rejectUnauthorized: false } },
    ),
  )
  const file = (name: string, text: string) => writeFile(join(folder.path, name), text)
  await file('ca.crt', certificates.ca)
  return {
    port: api.port,
    folder: folder.path,
    file,
    /** Asks as the user of a kubeconfig file that lies in the folder. */
    async asUser(user: object) {
      const named = (name: string, value: object) => [{ name: 'one', [name]: value }]
      const kubeconfig = {
        clusters: named('cluster', { server: `https://127.0.0.1:${api.port}`, 'certificate-authority': 'ca.crt' }),
        users: named('user', user),
        contexts: named('context', { cluster: 'one', user: 'one' }),
        'current-context': 'one',
      }
      await file('config', JSON.stringify(kubeconfig))
      const clusters = createClusterRegistry({ env: { KUBECONFIG: join(folder.path, 'config') }, inDocker: false })
      const kubeConfig = await clusters.get()
      return () => request<Record<string, unknown>>(kubeConfig, '/whoami')
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

test('a client certificate, in the kubeconfig or beside it', async () => {
  await using api = await startWhoAmI()
  const { cert, key } = certificates.client
  const inside = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) }
  expect(await (await api.asUser(inside))()).toEqual({ certificate: 'ada' })
  await api.file('ada.crt', cert)
  await api.file('ada.key', key)
  const beside = await api.asUser({ 'client-certificate': 'ada.crt', 'client-key': 'ada.key' })
  expect(await beside()).toEqual({ certificate: 'ada' })
})

test('a token', async () => {
  await using api = await startWhoAmI()
  expect(await (await api.asUser({ token: 'abc' }))()).toEqual({ authorization: 'Bearer abc' })
})

test('a token file, beside the kubeconfig, before a token, and as it is when it is used', async () => {
  await using api = await startWhoAmI()
  await api.file('token', 'first\n')
  const ask = await api.asUser({ tokenFile: 'token', token: 'older' })
  expect(await ask()).toEqual({ authorization: 'Bearer first' })
  // As the kubelet does it: another file takes the name.
  await api.file('token.new', 'second\n')
  await rename(join(api.folder, 'token.new'), join(api.folder, 'token'))
  expect(await ask()).toEqual({ authorization: 'Bearer second' })
})

test('a plugin, with its arguments and variables', async () => {
  await using api = await startWhoAmI()
  const script = `#!/bin/sh\necho '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"'"$1-$WHO"'"}}'\n`
  await api.file('plugin', script)
  await chmod(join(api.folder, 'plugin'), 0o755)
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: join(api.folder, 'plugin'),
    args: ['token-of'],
    env: [{ name: 'WHO', value: 'ada' }],
    interactiveMode: 'Never',
  }
  expect(await (await api.asUser({ exec }))()).toEqual({ authorization: 'Bearer token-of-ada' })
})

test('a plugin that gives a certificate', async () => {
  await using api = await startWhoAmI()
  const status = { clientCertificateData: certificates.client.cert, clientKeyData: certificates.client.key }
  const credential = { kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status }
  await api.file('credential.json', JSON.stringify(credential))
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'cat',
    args: [join(api.folder, 'credential.json')],
    interactiveMode: 'Never',
  }
  expect(await (await api.asUser({ exec }))()).toEqual({ certificate: 'ada' })
})

test('a user name and a password', async () => {
  await using api = await startWhoAmI()
  const ask = await api.asUser({ username: 'ada', password: 'pass:word' })
  expect(await ask()).toEqual({ authorization: `Basic ${base64('ada:pass:word')}` })
})

test('another user on whose behalf, with groups', async () => {
  await using api = await startWhoAmI()
  const ask = await api.asUser({ token: 'abc', as: 'grace', 'as-groups': ['team:acme', 'team:shop'] })
  expect(await ask()).toEqual({ authorization: 'Bearer abc', user: 'grace', groups: 'team:acme, team:shop' })
})

test('the service account of a pod, whose token the kubelet renews', async () => {
  await using api = await startWhoAmI()
  await api.file('token', 'mounted')
  const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(api.port), HOME: api.folder }
  const clusters = createClusterRegistry({ env, inDocker: false, serviceAccountFolder: api.folder })
  const kubeConfig = await clusters.get('in-cluster')
  expect(await request(kubeConfig, '/whoami')).toEqual({ authorization: 'Bearer mounted' })
  await api.file('token', 'renewed')
  expect(await request(kubeConfig, '/whoami')).toEqual({ authorization: 'Bearer renewed' })
})
