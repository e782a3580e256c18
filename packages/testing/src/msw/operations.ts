import { apiGroup, type AccessReview, type OperationId } from '@catalyst/api'

/** What can be refused as a whole: requests and topics of a kind alike. */
export type MockKind =
  'environments' | 'projects' | 'pods' | 'events' | 'metrics' | 'log' | 'exec' | 'session' | 'clusters'

const kinds: Partial<Record<OperationId, MockKind>> = {
  getSession: 'session',
  listClusters: 'clusters',
  listProjects: 'projects',
  createProject: 'projects',
  getProject: 'projects',
  replaceProject: 'projects',
  patchProject: 'projects',
  deleteProject: 'projects',
  listEnvironments: 'environments',
  createEnvironment: 'environments',
  getEnvironment: 'environments',
  replaceEnvironment: 'environments',
  patchEnvironment: 'environments',
  deleteEnvironment: 'environments',
  retryEnvironment: 'environments',
  restartEnvironment: 'environments',
  createEnvironmentToken: 'environments',
  getConfiguration: 'environments',
  updateConfiguration: 'environments',
  resetConfiguration: 'environments',
  listEnvironmentPods: 'pods',
  listEnvironmentEvents: 'events',
  getEnvironmentMetrics: 'metrics',
  getEnvironmentLog: 'log',
  listPods: 'pods',
  getPod: 'pods',
  getPodMetrics: 'metrics',
  getPodLog: 'log',
  listEvents: 'events',
  openExec: 'exec',
  execInPod: 'exec',
  debugPod: 'exec',
}

export function kindOfOperation(operation: OperationId): MockKind | undefined {
  return kinds[operation]
}

const environments = { group: apiGroup, resource: 'environments' }
const projects = { group: apiGroup, resource: 'projects' }
const pods = { group: '', resource: 'pods' }

/** The right in Kubernetes that an operation takes. Reads are left out: a list is less for who may see less. */
const rights: Partial<Record<OperationId, AccessReview>> = {
  createProject: { verb: 'create', ...projects },
  replaceProject: { verb: 'update', ...projects },
  patchProject: { verb: 'patch', ...projects },
  deleteProject: { verb: 'delete', ...projects },
  createEnvironment: { verb: 'create', ...environments },
  replaceEnvironment: { verb: 'update', ...environments },
  patchEnvironment: { verb: 'patch', ...environments },
  deleteEnvironment: { verb: 'delete', ...environments },
  retryEnvironment: { verb: 'patch', ...environments },
  restartEnvironment: { verb: 'patch', ...environments },
  updateConfiguration: { verb: 'patch', ...environments },
  resetConfiguration: { verb: 'patch', ...environments },
  getPodLog: { verb: 'get', ...pods, subresource: 'log' },
  openExec: { verb: 'create', ...pods, subresource: 'exec' },
  execInPod: { verb: 'create', ...pods, subresource: 'exec' },
  debugPod: { verb: 'patch', ...pods, subresource: 'ephemeralcontainers' },
}

export function rightOfOperation(operation: OperationId): AccessReview | undefined {
  return rights[operation]
}
