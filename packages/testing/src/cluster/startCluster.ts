import { bootstrapObjects } from './bootstrap/bootstrapObjects.ts'
import type { ContainerRegistry } from './containers/ContainerRegistry.ts'
import { startNode } from './nodes/startNode.ts'
import { createPodStreams } from './streams/createPodStreams.ts'
import { startControllers } from './controllers/startControllers.ts'
import { resourceNameOf } from './objects/names.ts'
import { createApiOperations } from './api/createApiOperations.ts'
import { createTypeRegistry } from './api/createTypeRegistry.ts'
import { builtInSchema, createAuthorizer } from './api/rules.ts'
import { serveDefinitions } from './api/serveDefinitions.ts'
import type { Cluster } from './Cluster.ts'
import type { ClusterClock } from './clock/Clock.ts'
import { createClock } from './clock/createClock.ts'
import { createFaults } from './faults/createFaults.ts'
import { applyFixtures } from './fixtures/applyFixtures.ts'
import type { Image } from './machine/Image.ts'
import { builtInTypes } from './objects/builtInTypes.ts'
import type { ObjectInput } from './objects/KubernetesObject.ts'
import { createApiServer } from './server/createApiServer.ts'
import { createAuthenticator } from './server/createAuthenticator.ts'
import { createCertificates } from './server/createCertificates.ts'
import { formatKubeconfig } from './server/formatKubeconfig.ts'
import type { ServerContext } from './server/ServerContext.ts'
import { createObjectStore } from './store/createObjectStore.ts'

export interface ClusterOptions {
  /** What containers can be made from, before those that every cluster has. */
  readonly images?: readonly Image[] | undefined
  /** Objects, or the documents of a YAML text, that are there when it resolves. */
  readonly fixtures?: string | readonly ObjectInput[] | undefined
  /** Whether usage is measured and served as `metrics.k8s.io`. @default whether there is a node */
  readonly metrics?: boolean | undefined
  /** How many nodes run pods: one or none. @default 1 */
  readonly nodes?: 0 | 1 | undefined
  /** @default one that runs with the computer's */
  readonly clock?: ClusterClock | undefined
  /** @default any that is free */
  readonly port?: number | undefined
  /** How many changes of each kind are remembered for watches that resume. @default 10_000 */
  readonly historyLimit?: number | undefined
}

/** Starts a Kubernetes cluster inside of this process, on loopback; `kubectl` and every other client can use it. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const {
    clock = createClock(),
    port = 0,
    fixtures,
    historyLimit,
    images = [],
    nodes = 1,
    metrics = nodes > 0,
  } = options
  await using parts = new AsyncDisposableStack()
  const store = createObjectStore({ historyLimit })
  const types = createTypeRegistry()
  types.add('built in', builtInTypes(builtInSchema))
  const authorizer = createAuthorizer(store)
  const base = { store, types, clock, authorizer }
  const api = createApiOperations(base)
  parts.use(serveDefinitions(base))
  const certificates = await createCertificates()
  await bootstrapObjects({ api, types, metrics })

  parts.use(startControllers({ api, clock, certificateAuthority: certificates.ca }))
  const node = nodes > 0 ? parts.use(startNode({ api, clock, images })) : undefined
  const virtualResources = metrics ? (node?.virtualResources ?? []) : []
  types.add(
    'metrics',
    virtualResources.map(({ type }) => type),
  )
  const authenticator = createAuthenticator()
  const faults = createFaults(clock)
  const context: ServerContext = {
    ...{ ...base, authenticator, faults },
    virtualResources: new Map(virtualResources.map((resource) => [resourceNameOf(resource.type), resource])),
    podStreams: createPodStreams(node?.registry ?? nothingRuns, clock),
  }
  const server = await createApiServer(context, { certificates, port })
  parts.defer(() => server.close())
  const apply = (objects: string | readonly ObjectInput[]) => applyFixtures({ api, types }, objects)
  if (fixtures !== undefined) await apply(fixtures)

  const owned = parts.move()
  return {
    url: server.url,
    clock,
    faults,
    api,
    apply,
    kubeconfig({ name, groups = [] } = { name: 'kubernetes-admin', groups: ['system:masters'] }) {
      const token = authenticator.issueToken({ name, groups })
      return formatKubeconfig({ server: server.url, ca: certificates.ca, token, user: name })
    },
    compact: () => store.compact(),
    restart: ({ downMs = 100 } = {}) => server.restart(downMs),
    close: () => owned.disposeAsync(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What is known of containers where there is no node. */
const nothingRuns: ContainerRegistry = { running: () => undefined, log: () => undefined }
