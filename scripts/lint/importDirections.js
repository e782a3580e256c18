/**
 * Who may import whom: `api <- kubernetes-client <- proxy, operator <- apps` and `api <- sdk <- react <- apps/web`.
 * The lint rule `catalyst/import-directions` reads this table and nothing else.
 *
 * A specifier pattern is an exact specifier, or ends in `/*` for every subpath. A folder that is not listed is free.
 *
 * @typedef {object} Layer
 * @property {string} folder the sources that the row is about, relative to the root of the repository
 * @property {readonly string[]} workspace `@catalyst/*` specifiers that may be imported
 * @property {readonly string[]} [workspaceTypes] `@catalyst/*` specifiers that may be imported with `import type` only
 * @property {readonly string[]} [external] the only third-party packages allowed; absent: any that is not in `never`
 * @property {readonly string[]} [never] third-party packages that are refused
 * @property {boolean} node whether Node's own modules may be imported
 * @property {string} why the reason, as a reader of the lint message needs it
 */

const api = ['@catalyst/api', '@catalyst/api/*']
const client = ['@catalyst/kubernetes-client', '@catalyst/kubernetes-client/*']
const proxy = ['@catalyst/proxy', '@catalyst/proxy/*']
const operator = ['@catalyst/operator', '@catalyst/operator/*']
const sdk = ['@catalyst/sdk', '@catalyst/sdk/*']
const react = ['@catalyst/react', '@catalyst/react/*']
const program = ['@catalyst/program']
const deployer = ['@catalyst/deployer-program']
const testing = ['@catalyst/testing', '@catalyst/testing/*']

/** The parts of `@catalyst/api` that carry no zod, so that a browser may run them. */
const zodFreeApi = ['labels', 'names', 'phases', 'quantities', 'topics', 'exec-frames', 'problems'].map(
  (subpath) => `@catalyst/api/${subpath}`,
)

const reactPackages = ['react', 'react-dom', 'react-router', '@tanstack/react-query', '@tanstack/react-virtual']
const httpServers = ['hono', '@hono/node-server', '@hono/zod-openapi']

/** @type {readonly Layer[]} */
export const importDirections = [
  {
    folder: 'packages/api/src',
    workspace: [],
    external: ['zod'],
    node: false,
    why: 'api is the contract that everything else stands on: it imports zod alone',
  },
  {
    folder: 'packages/kubernetes-client/src',
    workspace: api,
    never: [...reactPackages, ...httpServers],
    node: true,
    why: 'kubernetes-client stands on api alone',
  },
  {
    folder: 'packages/proxy/src',
    workspace: [...api, ...client],
    never: reactPackages,
    node: true,
    why: 'proxy stands on api and kubernetes-client; operator and proxy share custom resources, not code',
  },
  {
    folder: 'packages/operator/src',
    workspace: [...api, ...client],
    never: [...reactPackages, ...httpServers],
    node: true,
    why: 'operator stands on api and kubernetes-client; operator and proxy share custom resources, not code',
  },
  {
    folder: 'packages/sdk/src',
    workspace: zodFreeApi,
    workspaceTypes: api,
    external: [],
    node: false,
    why: 'sdk runs in browsers: of api it takes types and the zod-free subpaths',
  },
  {
    folder: 'packages/react/src',
    workspace: [...zodFreeApi, ...sdk],
    workspaceTypes: api,
    never: ['zod', ...httpServers],
    node: false,
    why: 'react runs in browsers: it takes sdk, and of api types and the zod-free subpaths',
  },
  {
    folder: 'packages/testing/src',
    workspace: [...api, ...client],
    never: reactPackages,
    node: true,
    why: 'testing stands on api and kubernetes-client, so that every other package can use it in tests',
  },
  {
    folder: 'apps/web/src',
    workspace: [...zodFreeApi, ...sdk, ...react],
    workspaceTypes: api,
    never: ['zod', ...httpServers],
    node: false,
    why: 'the dashboard is a consumer of react and sdk',
  },
  {
    folder: 'apps/server/src',
    workspace: [...api, ...client, ...proxy, ...operator, ...deployer, ...program, ...testing],
    never: reactPackages,
    node: true,
    why: 'the server puts proxy, operator, deployer and the embedded cluster together',
  },
  {
    folder: 'apps/operator/src',
    workspace: [...api, ...client, ...operator, ...program],
    never: [...reactPackages, ...httpServers],
    node: true,
    why: 'the deployable of the operator stands on the operator and the client',
  },
  {
    folder: 'apps/deployer/src',
    workspace: [...api, ...client, '@catalyst/operator/deployment', ...program],
    never: [...reactPackages, ...httpServers],
    node: true,
    why: 'the deployer shares with the operator what they say to each other, and no code that works on the cluster',
  },
  {
    folder: 'packages/program/src',
    workspace: [],
    never: [...reactPackages, ...httpServers],
    node: true,
    why: 'what programs share knows nothing of Catalyst',
  },
]

/** What tests and stories may import on top of their layer; they may import Node and any third-party package too. */
export const testImports = [...api, ...testing]

/** Packages that one file alone may name, test or not, so that they load late and can be replaced in one place. */
export const loneImporters = [
  {
    package: '@kubernetes/client-node',
    file: 'packages/kubernetes-client/src/loader.ts',
    folders: ['packages', 'apps'],
  },
]
