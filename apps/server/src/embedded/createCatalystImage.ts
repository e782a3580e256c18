import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pod } from '@catalyst/api'
import { run } from '@catalyst/deployer-program'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import type { Cluster, Image, Program } from '@catalyst/testing/cluster'

/**
 * The image of Catalyst itself. Of its programs the deployer is the real one: in this process, with the rights of the account
 * that the Job's pod has, and with the Git and Helm that this computer has. The server is simulated, as any application is.
 *
 * @param name without a tag
 */
export function createCatalystImage(name: string, cluster: () => Cluster): Image {
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
  const node: Program = (context) => (context.argv[1] === serverPath ? serve(context) : deployer(context))
  return {
    name,
    pullMs: 1200,
    shell: false,
    entrypoint: ['/bin/node', serverPath],
    programs: { '/bin/node': node },
    sites: { 0: () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }) },
  }
}

const serverPath = '/catalyst/server/dist/main.js'

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Catalyst</title><h1>Catalyst</h1><p>Deployed by Catalyst. Containers of the embedded cluster are simulated: on a cluster of your own this is the dashboard.</p></html>\n`

/** As much of the server as can be told from its log. */
const serve: Program = async ({ env, clock, pid, machine: { hostname }, stdout, signal }) => {
  const say = (msg: string, fields: object = {}) => {
    const line = JSON.stringify({ level: 30, time: clock.now(), pid, hostname, ...fields, msg })
    return stdout.write(new TextEncoder().encode(`${line}\n`))
  }
  await say('the server is simulated', { host: env['HOST'], port: 8080, identity: env['CATALYST_IDENTITY'] })
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await say('stopping', { signal: 'SIGTERM' })
  return 0
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
