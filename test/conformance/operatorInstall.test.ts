import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { startTestCluster } from '../cluster/startTestCluster.ts'

const program = join(import.meta.dirname, '../../apps/operator/src/main.ts')

test('the operator installs what it needs on an empty cluster, works there, and ends when asked to', async () => {
  // Of its own, without the definitions that other tests bring.
  await using cluster = await startTestCluster({ apiServerFlags: [] })
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', program, '--install'], {
    env: { PATH: process.env['PATH'], KUBECONFIG: cluster.kubeconfig, CATALYST_OPERATOR_PROBES_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('controllers begin')) break
    expect(await cluster.kubectl(['get', 'clusterroles', '--output=name'])).toContain('catalyst-operator')
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
  }
})
