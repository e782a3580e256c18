import type { OperationId, Routes } from '@catalyst/api'

/** Where a browser goes, and no request. */
type Navigation = 'login' | 'loginCallback'

type OperationTable = {
  readonly [Id in Exclude<OperationId, Navigation>]: {
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

// Functions instead of literals: they take half the bytes in a browser.
const get = <Path extends string>(path: Path) => ({ method: 'get', path }) as const
const post = <Path extends string>(path: Path) => ({ method: 'post', path }) as const
const put = <Path extends string>(path: Path) => ({ method: 'put', path }) as const
const patch = <Path extends string>(path: Path) => ({ method: 'patch', path }) as const
const remove = <Path extends string>(path: Path) => ({ method: 'delete', path }) as const
const mergePatch = <Path extends string>(path: Path) =>
  ({ method: 'patch', path, bodyType: 'application/merge-patch+json' }) as const

/**
 * Method and path of each operation. The contract carries them too, but beside its zod schemas, which browsers need not load;
 * `satisfies` makes a difference to the contract a compile error.
 */
export const operations = {
  getSession: get('/session'),
  logout: post('/auth/logout'),
  listClusters: get('/clusters'),
  reviewAccess: post(`${cluster}/access-reviews`),
  listProjects: get(`${cluster}/projects`),
  createProject: post(`${cluster}/projects`),
  getProject: get(project),
  replaceProject: put(project),
  patchProject: mergePatch(project),
  deleteProject: remove(project),
  listEnvironments: get(`${cluster}/environments`),
  createEnvironment: post(`${cluster}/environments`),
  getEnvironment: get(environment),
  replaceEnvironment: put(environment),
  patchEnvironment: mergePatch(environment),
  deleteEnvironment: remove(environment),
  retryEnvironment: post(`${environment}/retry`),
  restartEnvironment: post(`${environment}/restart`),
  createEnvironmentToken: post(`${environment}/token`),
  getConfiguration: get(`${environment}/configuration`),
  updateConfiguration: patch(`${environment}/configuration`),
  resetConfiguration: remove(`${environment}/configuration`),
  listEnvironmentPods: get(`${environment}/pods`),
  listEnvironmentEvents: get(`${environment}/events`),
  getEnvironmentMetrics: get(`${environment}/metrics`),
  getEnvironmentLog: get(`${environment}/log`),
  listPods: get(`${namespace}/pods`),
  getPod: get(pod),
  getPodMetrics: get(`${pod}/metrics`),
  getPodLog: get(`${pod}/log`),
  execInPod: post(`${pod}/exec`),
  openExec: get(`${pod}/exec`),
  debugPod: post(`${pod}/debug`),
  listEvents: get(`${namespace}/events`),
  openStream: get('/stream'),
  postStream: post('/stream'),
} as const satisfies OperationTable
