import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { labels } from '@catalyst/api'
import { deploymentResultSchema, type DeploymentOrder, type DeploymentResult } from '@catalyst/operator/deployment'
import { parse } from 'yaml'
import { runProgram } from '../cluster/runProgram.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace } from '../conformance/support/createTestNamespace.ts'
import { helm } from './helm.ts'

const root = join(import.meta.dirname, '../..')

export interface CarriedOut {
  code: number | null
  result: DeploymentResult
  /** What the program told people. */
  log: string
}

export interface CarryOutOptions {
  /** Address of an API server in place of the cluster's. */
  server?: string | undefined
  /** Called with what is there while the program runs. */
  meanwhile?: ((running: { pid: number }) => Promise<void>) | undefined
}

export interface OpenedEnvironment extends AsyncDisposable {
  /** The only namespace in which the account of the deployer may do anything. */
  readonly namespace: string
  /** Runs the real program with the rights of `catalyst-deployer` in `namespace`, and no others. */
  carryOut(order: Partial<DeploymentOrder>, options?: CarryOutOptions): Promise<CarriedOut>
  /** kubectl in `namespace`, as an administrator. */
  kubectl(args: readonly string[], input?: string): Promise<string>
  /** Helm in `namespace`, as an administrator. */
  helm(args: readonly string[]): Promise<string>
}

/** A namespace for an environment, and an account for its deployer in another one, as the operator makes them. */
export async function openEnvironment(cluster: TestCluster): Promise<OpenedEnvironment> {
  await using made = new AsyncDisposableStack()
  const project = made.use(await createTestNamespace(cluster, 'project'))
  const home = made.use(await createTestNamespace(cluster, 'environment'))
  const folder = made.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-deployer-')))
  const account = 'deployer-pr-1'
  const kubectl = (args: readonly string[], input?: string) =>
    cluster.kubectl(['--namespace', home.name, ...args], { input })
  await cluster.kubectl(['apply', '--filename', join(root, 'deploy/rbac/catalyst-deployer.yaml')])
  await cluster.kubectl(['create', 'serviceaccount', account, '--namespace', project.name])
  const subject = `--serviceaccount=${project.name}:${account}`
  await kubectl(['create', 'rolebinding', account, '--clusterrole=catalyst-deployer', subject])
  const token = (await cluster.kubectl(['create', 'token', account, '--namespace', project.name])).trim()
  const programs = dirname((await runProgram('bash', [join(root, 'scripts/helm.sh'), 'which'])).trim())

  const kept = made.move()
  return {
    namespace: home.name,
    kubectl,
    helm: (args) => helm(['--namespace', home.name, ...args], { env: { KUBECONFIG: cluster.kubeconfig } }),
    async carryOut(order, { meanwhile, server } = {}) {
      const result = join(folder.path, 'result.json')
      const kubeconfig = join(folder.path, 'kubeconfig')
      await writeFile(kubeconfig, await kubeconfigOf(cluster, { token, server }))
      const complete = {
        action: 'apply',
        type: 'helm',
        namespace: home.name,
        name: 'pr-1',
        labels: { [labels.team]: 'acme', [labels.project]: 'shop', [labels.environment]: 'pr-1' },
        host: `${home.name}.preview.example.com`,
        timeoutSeconds: 60,
        ...order,
      }
      const main = join(root, 'apps/deployer/src/main.ts')
      const child = spawn(process.execPath, ['--conditions=@catalyst/source', main], {
        env: {
          PATH: `${programs}:${process.env['PATH'] ?? ''}`,
          KUBECONFIG: kubeconfig,
          CATALYST_RESULT: result,
          CATALYST_ORDER: JSON.stringify(complete),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const said = Promise.all([text(child.stdout), text(child.stderr)])
      const ended = once(child, 'close') as Promise<[number | null]>
      await meanwhile?.({ pid: child.pid ?? 0 })
      const [code] = await ended
      const log = (await said).join('')
      const written = await readFile(result, 'utf8').catch(() => undefined)
      await writeFile(result, '')
      if (!written) return { code, log, result: { ok: false, reason: 'Killed', message: '' } }
      return { code, log, result: deploymentResultSchema.parse(JSON.parse(written)) }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

interface Kubeconfig {
  clusters: { cluster: { server: string } }[]
  users: { user: object }[]
}

/** The same cluster, as the bearer of a token. */
async function kubeconfigOf(
  cluster: TestCluster,
  { token, server }: { token: string; server: string | undefined },
): Promise<string> {
  const kubeconfig = parse(await readFile(cluster.kubeconfig, 'utf8')) as Kubeconfig
  for (const entry of kubeconfig.users) entry.user = { token }
  if (server !== undefined) for (const { cluster } of kubeconfig.clusters) cluster.server = server
  return JSON.stringify(kubeconfig)
}
