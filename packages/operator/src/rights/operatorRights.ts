import type { Right } from './Right.ts'

/** What is watched, made and kept as it should be: server-side apply creates by `patch`, and needs `create` besides. */
const keep = ['get', 'list', 'watch', 'create', 'patch', 'delete'] as const

/** The roles that it hands out, and no others. */
const boundRoles = [
  'catalyst-admin',
  'catalyst-deploy',
  'catalyst-deployer',
  'catalyst-member',
  'catalyst-observer',
  'catalyst-owner',
] as const

/**
 * Everything that the operator may do in a cluster. `deploy/rbac/catalyst-operator.yaml` and the chart are made from this
 * list; a test works with these rights and no others.
 */
export const operatorRights: readonly Right[] = [
  {
    why: 'Projects and environments, whose status it writes. The verb "deploy" lets it set and take away its own finalizer on environments that are not of type "development": see ../policies.',
    apiGroups: ['catalyst.catalyst.dev'],
    resources: ['projects', 'environments'],
    verbs: ['get', 'list', 'watch'],
  },
  {
    why: 'The finalizer of environments.',
    apiGroups: ['catalyst.catalyst.dev'],
    resources: ['environments'],
    verbs: ['patch', 'deploy'],
  },
  {
    why: 'Their status.',
    apiGroups: ['catalyst.catalyst.dev'],
    resources: ['projects/status', 'environments/status'],
    verbs: ['patch'],
  },
  {
    why: 'Namespaces of projects and environments.',
    apiGroups: [''],
    resources: ['namespaces'],
    verbs: keep,
  },
  {
    why: 'What holds in the namespace of an environment: quota, limits, accounts, and the services of what runs there.',
    apiGroups: [''],
    resources: ['resourcequotas', 'limitranges', 'serviceaccounts', 'services'],
    verbs: keep,
  },
  {
    why: 'Who may come and go.',
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies', 'ingresses'],
    verbs: keep,
  },
  {
    why: 'Who may do what there.',
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['rolebindings'],
    verbs: keep,
  },
  {
    why: 'It can bind these roles and no others, and gains nothing by it.',
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['clusterroles'],
    verbs: ['bind'],
    resourceNames: boundRoles,
  },
  {
    why: 'Copies of credentials. They are read by name, their versions once a minute: neither listed nor watched. It deletes copies that it has made itself and that are no longer wanted, which it could as well empty by "patch".',
    apiGroups: [''],
    resources: ['secrets'],
    verbs: ['get', 'create', 'patch', 'delete'],
  },
  {
    why: 'The Jobs that deploy manifests and charts. They are never changed.',
    apiGroups: ['batch'],
    resources: ['jobs'],
    verbs: ['get', 'list', 'watch', 'create', 'delete'],
  },
  {
    why: 'What runs.',
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets'],
    verbs: keep,
  },
  {
    why: 'How it runs, and why not.',
    apiGroups: [''],
    resources: ['pods'],
    verbs: ['list', 'watch'],
  },
  {
    why: 'What it has to tell.',
    apiGroups: [''],
    resources: ['events'],
    verbs: ['create', 'patch'],
  },
]

/** What it may do in its own namespace: hold the Lease. */
export const ownRights: readonly Right[] = [
  {
    why: 'Which of several replicas leads.',
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['get', 'create', 'update'],
  },
]
