import { randomBytes } from 'node:crypto'
import { generateNamespace, labels } from '@catalyst/api'
import { eventually } from '../conformance/support/eventually.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'

export interface Shop extends AsyncDisposable {
  /** Name of the project. */
  readonly project: string
  /** Its namespace, in which the person is a member of the team. */
  readonly namespace: string
  /** Namespace of its one environment that runs, which the person owns, with a pod `web-0` that has a shell. */
  readonly home: string
  /** Adds an environment, as an administrator would. */
  addEnvironment(name: string): Promise<void>
}

/** A project of team `acme`, with an environment that runs. Needs the roles that the chart makes; its disposal deletes it. */
export async function createShop(cluster: TestCluster, person: string): Promise<Shop> {
  const project = `shop-${randomBytes(4).toString('hex')}`
  const namespace = generateNamespace('acme', project)
  const home = generateNamespace('acme', project, 'pr-1')
  const owner = { [labels.team]: 'acme', [labels.project]: project }
  const apply = (objects: readonly object[]) =>
    cluster.kubectl(['apply', '--filename', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    })
  const environment = (name: string) => ({
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name, namespace, labels: { ...owner, [labels.environment]: name } },
    spec: { projectRef: { name: project }, type: 'development' },
  })
  const binding = (where: string, role: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: role, namespace: where },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: person }],
  })
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: home },
    spec: {
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'web',
          image: 'docker.io/library/busybox:1',
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', '3600'],
        },
      ],
    },
  }
  await apply(
    [namespace, home].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: owner } })),
  )
  await apply([environment('pr-1'), binding(namespace, 'catalyst-member'), binding(home, 'catalyst-owner')])
  // The namespace's own service account, which pods need, is made a moment after it.
  await eventually(() => apply([pod]))
  await cluster.kubectl(['wait', '--namespace', home, '--for=condition=Ready', 'pod/web-0', '--timeout=60s'])
  return {
    project,
    namespace,
    home,
    addEnvironment: async (name) => void (await apply([environment(name)])),
    async [Symbol.asyncDispose]() {
      await cluster.kubectl(['delete', 'namespace', namespace, home, '--wait=false'])
    },
  }
}
