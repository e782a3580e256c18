import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pod } from '@catalyst/api'
import { run } from '@catalyst/deployer-program'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import type { Cluster, Image, Program } from '@catalyst/testing/cluster'

/**
 * The image of Catalyst itself, as far as Jobs that deploy run it: the real program in this process, with the rights of the
 * account that the Job's pod has. Git and Helm it finds where this computer has them.
 *
 * @param name without a tag
 */
export function createDeployerImage(name: string, cluster: () => Cluster): Image {
  const deployer: Program = async ({ env, machine, stdout, signal }) => {
    // In a file of this computer, as the program knows no other.
    await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-deployer-'))
    const result = join(folder.path, 'result')
    const namespace = new TextDecoder().decode(machine.files.read(namespacePath))
    const code = await run({
      env: { ...env, PATH: process.env['PATH'], CATALYST_RESULT: result },
      out: { write: (text: string) => void stdout.write(new TextEncoder().encode(text)) },
      signal,
      kubeConfig: await accessOf(cluster(), { namespace, pod: machine.hostname }),
    })
    machine.files.write('/dev/termination-log', await readFile(result))
    return code
  }
  return { name, pullMs: 1200, shell: false, programs: { '/bin/node': deployer }, sites: {} }
}

const namespacePath = '/var/run/secrets/kubernetes.io/serviceaccount/namespace'

/** A way into the cluster with the rights of a pod. */
async function accessOf(cluster: Cluster, { namespace, pod: name }: { namespace: string; pod: string }) {
  const pod = cluster.api.get('pods', { namespace, name }) as unknown as Pod | undefined
  const account = pod?.spec?.['serviceAccountName'] as string | undefined
  const kubeconfig = cluster.kubeconfig({
    name: `system:serviceaccount:${namespace}:${account ?? 'default'}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  })
  const encoded = Buffer.from(kubeconfig).toString('base64')
  return createClusterRegistry({ env: { KUBECONFIG_EMBEDDED: encoded }, inDocker: false }).get()
}
