import { loadCatalystImage } from './loadCatalystImage.ts'
import { loadWebImage } from './loadWebImage.ts'
import { startOperatorWorld, type OperatorWorld } from './operatorWorld.ts'
import { startGitHost, type GitHost } from './startGitHost.ts'

/** Where pods of the project's own node find this computer. */
export const nodeAddress = '10.244.0.1'

export interface JobsWorld extends OperatorWorld {
  git: GitHost
  /** A source of a project, by a name that the cluster's DNS knows. */
  sourceAt(path: string): { name: string; repositoryUrl: string }
}

/** The product with Catalyst's own image for its Jobs, a Git host, and releases `one` and `two` of a web application. */
export async function startJobsWorld({ repository }: { repository: string }): Promise<JobsWorld> {
  await using parts = new AsyncDisposableStack()
  const git = parts.use(await startGitHost(nodeAddress))
  const image = 'docker.io/catalyst/server:e2e'
  const env = {
    CATALYST_OPERATOR_DEPLOYER_IMAGE: image,
    CATALYST_OPERATOR_DEPLOYER_TIMEOUT_SECONDS: '90',
    CATALYST_OPERATOR_DEPLOY_TIMEOUT_SECONDS: '90',
    CATALYST_OPERATOR_DEPLOYER_CPU_REQUEST: '10m',
  }
  const world = parts.use(await startOperatorWorld({ env }))
  await loadCatalystImage(world.cluster, { name: image, ca: git.ca })
  for (const release of ['one', 'two']) await loadWebImage(world.cluster, { repository, release })
  await nameGitHost(world, git)
  const owned = parts.move()
  return {
    ...world,
    git,
    sourceAt: (path) => ({ name: 'app', repositoryUrl: `http://git.${world.team}.svc:80${path}` }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The Git host has a name in the cluster, by which CoreDNS and kube-proxy lead to it. */
async function nameGitHost({ cluster, team }: OperatorWorld, { port }: GitHost): Promise<void> {
  const metadata = { name: 'git', namespace: team }
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80, targetPort: port }] } }
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'git' } },
    addressType: 'IPv4',
    ports: [{ name: '', port }],
    endpoints: [{ addresses: [nodeAddress], conditions: { ready: true } }],
  }
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [service, slice] })
  await cluster.kubectl(['apply', '--filename', '-'], { input })
}
