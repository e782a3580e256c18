import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { createResourceClient, isForbidden, secrets, type ClusterAccess } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTo } from '../../test/accessTo.ts'
import { createSecretReader } from './createSecretReader.ts'

let cluster: Cluster
let kubeConfig: ClusterAccess
beforeAll(async () => {
  cluster = await startCluster()
  kubeConfig = await accessTo(cluster)
})
afterAll(() => cluster[Symbol.asyncDispose]())

const { signal } = new AbortController()
const reference = { namespace: 'default', name: 'registry' }

test('a version is had without what is in the Secret', async () => {
  const asked: (string | undefined)[] = []
  const note = (message: unknown) => {
    const { request } = message as { request: ClientRequest }
    if (request.path.endsWith('/secrets/registry')) asked.push(String(request.getHeader('accept')))
  }
  const { metadata } = await createResourceClient(secrets, { kubeConfig }).apply({
    metadata: reference,
    data: { a: 'Yg==' },
  })
  subscribe('http.client.request.start', note)
  try {
    expect(await createSecretReader(kubeConfig).version(reference, signal)).toBe(metadata?.resourceVersion)
  } finally {
    unsubscribe('http.client.request.start', note)
  }
  expect(asked).toEqual(['application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'])
  expect(await createSecretReader(kubeConfig).get(reference, signal)).toMatchObject({ metadata, data: { a: 'Yg==' } })
})

test('one that is not there is no fault, and one that may not be read is', async () => {
  const missing = { namespace: 'default', name: 'missing' }
  const reader = createSecretReader(kubeConfig)
  expect(await reader.version(missing, signal)).toBeUndefined()
  expect(await reader.get(missing, signal)).toBeUndefined()
  const stranger = createSecretReader(await accessTo(cluster, { name: 'nobody' }))
  await expect(stranger.version(reference, signal)).rejects.toSatisfy(isForbidden)
  await expect(stranger.get(reference, signal)).rejects.toSatisfy(isForbidden)
})
