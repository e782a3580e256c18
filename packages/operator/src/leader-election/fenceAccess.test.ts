import { createResourceClient, namespaces } from '@catalyst/kubernetes-client'
import { startCluster } from '@catalyst/testing/cluster'
import { expect, test } from 'vitest'
import { accessTo } from '../../test/accessTo.ts'
import { fenceAccess } from './fenceAccess.ts'

test('who does not lead any more asks for nothing', async () => {
  await using cluster = await startCluster({ nodes: 0 })
  let isLeader = true
  const client = createResourceClient(namespaces, { kubeConfig: fenceAccess(await accessTo(cluster), () => isLeader) })
  await client.create({ metadata: { name: 'before' } })
  isLeader = false
  await expect(client.create({ metadata: { name: 'after' } })).rejects.toThrow('This replica may not lead any more')
  isLeader = true
  await expect(client.get({ name: 'after' })).rejects.toThrow('not found')
})
