import type { OperationId, Routes } from '@catalyst/api'

type OperationTable = {
  readonly [Id in OperationId]: {
    readonly method: Routes[Id]['method']
    readonly path: Routes[Id]['path']
    readonly bodyType?: string | undefined
  }
}

const cluster = '/clusters/{cluster}'
const namespace = `${cluster}/namespaces/{namespace}` as const
const project = `${namespace}/projects/{name}` as const
const environment = `${namespace}/environments/{name}` as const
const pod = `${namespace}/pods/{pod}` as const
const mergePatch = 'application/merge-patch+json'

/**
 * Method and path of each operation. The contract carries them too, but beside its zod schemas, which browsers need not load;
 * `satisfies` makes a difference to the contract a compile error.
 */
export const operations = {
  getSession: { method: 'get', path: '/session' },
  login: { method: 'get', path: '/auth/login' },
  loginCallback: { method: 'get', path: '/auth/callback' },
  logout: { method: 'post', path: '/auth/logout' },
  listClusters: { method: 'get', path: '/clusters' },
  reviewAccess: { method: 'post', path: `${cluster}/access-reviews` },
  listProjects: { method: 'get', path: `${cluster}/projects` },
  createProject: { method: 'post', path: `${cluster}/projects` },
  getProject: { method: 'get', path: project },
  replaceProject: { method: 'put', path: project },
  patchProject: { method: 'patch', path: project, bodyType: mergePatch },
  deleteProject: { method: 'delete', path: project },
  listEnvironments: { method: 'get', path: `${cluster}/environments` },
  createEnvironment: { method: 'post', path: `${cluster}/environments` },
  getEnvironment: { method: 'get', path: environment },
  replaceEnvironment: { method: 'put', path: environment },
  patchEnvironment: { method: 'patch', path: environment, bodyType: mergePatch },
  deleteEnvironment: { method: 'delete', path: environment },
  retryEnvironment: { method: 'post', path: `${environment}/retry` },
  restartEnvironment: { method: 'post', path: `${environment}/restart` },
  createEnvironmentToken: { method: 'post', path: `${environment}/token` },
  getConfiguration: { method: 'get', path: `${environment}/configuration` },
  updateConfiguration: { method: 'patch', path: `${environment}/configuration` },
  resetConfiguration: { method: 'delete', path: `${environment}/configuration` },
  listEnvironmentPods: { method: 'get', path: `${environment}/pods` },
  listEnvironmentEvents: { method: 'get', path: `${environment}/events` },
  getEnvironmentMetrics: { method: 'get', path: `${environment}/metrics` },
  getEnvironmentLog: { method: 'get', path: `${environment}/log` },
  listPods: { method: 'get', path: `${namespace}/pods` },
  getPod: { method: 'get', path: pod },
  getPodMetrics: { method: 'get', path: `${pod}/metrics` },
  getPodLog: { method: 'get', path: `${pod}/log` },
  execInPod: { method: 'post', path: `${pod}/exec` },
  openExec: { method: 'get', path: `${pod}/exec` },
  debugPod: { method: 'post', path: `${pod}/debug` },
  listEvents: { method: 'get', path: `${namespace}/events` },
  openStream: { method: 'get', path: '/stream' },
  postStream: { method: 'post', path: '/stream' },
} as const satisfies OperationTable
