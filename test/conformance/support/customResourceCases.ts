/** A custom resource that a user might write, and what becomes of it. */
export interface CustomResourceCase {
  title: string
  object: Record<string, unknown>
  /** Where the refusal says that the fault is; absent where the resource is fine. */
  refusedAt?: string
}

const sha = '0123456789abcdef0123456789abcdef01234567'
const app = { name: 'app', commitSha: sha }
const repository = { name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }

function environment(title: string, spec: object, refusedAt?: string): CustomResourceCase {
  return resource(title, { kind: 'Environment', spec: { projectRef: { name: 'shop' }, ...spec } }, refusedAt)
}

function project(title: string, spec: object, refusedAt?: string): CustomResourceCase {
  return resource(title, { kind: 'Project', spec: { sources: [repository], ...spec } }, refusedAt)
}

function resource(title: string, object: object, refusedAt?: string): CustomResourceCase {
  const whole = {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    metadata: { name: 'one', namespace: 'default' },
    ...object,
  }
  return { title, object: whole, ...(refusedAt === undefined ? {} : { refusedAt }) }
}

const template = (fields: object) => ({ templates: { deployment: fields } })
const many = <TItem>(count: number, item: (index: number) => TItem) => Array.from({ length: count }, (_, i) => item(i))

export const environmentCases: CustomResourceCase[] = [
  environment('the least there can be', {}),
  environment('sources by commit and by branch', { sources: [app, { name: 'api', branch: 'feature/x_1.2' }] }),
  environment('everything at once', {
    projectRef: { name: 'shop', namespace: 'acme' },
    type: 'staging',
    sources: [{ ...app, branch: 'main' }],
    config: {
      envVars: { NODE_ENV: 'production', 'my.dotted-name': '' },
      envFrom: [{ secretRef: { name: 'preview.secrets' } }],
      image: 'registry.example.com:5000/acme/shop@sha256:abc',
    },
    devCommand: 'npm run dev',
    workdir: 'apps/web',
    values: { replicas: 2, deep: { list: [1, 'two', { three: true }] } },
    retainOnClose: true,
    retryRequest: '2',
    restartRequest: '1',
    pullRequest: { id: 'PR_1', number: 12, url: 'https://git.example.com/acme/shop/pull/12' },
  }),
  environment('a folder whose name begins with dots', { workdir: '..apps/.web' }),
  resource('no project', { kind: 'Environment', spec: {} }, 'spec.projectRef'),
  resource('no spec', { kind: 'Environment' }, 'spec'),
  resource(
    'a name that is no label',
    { kind: 'Environment', metadata: { name: 'pr.1', namespace: 'default' }, spec: { projectRef: { name: 'shop' } } },
    'metadata.name',
  ),
  environment('a project that is no name', { projectRef: { name: 'Shop' } }, 'spec.projectRef.name'),
  environment(
    'a namespace that is too long',
    { projectRef: { name: 'shop', namespace: 'a'.repeat(64) } },
    'spec.projectRef.namespace',
  ),
  environment('an empty list of sources', { sources: [] }, 'spec.sources'),
  environment(
    'more sources than there can be',
    { sources: many(17, (i) => ({ ...app, name: `s${i}` })) },
    'spec.sources',
  ),
  environment('a short commit', { sources: [{ name: 'app', commitSha: '0123456' }] }, 'spec.sources[0].commitSha'),
  environment(
    'a commit in capitals',
    { sources: [app, { name: 'api', commitSha: sha.toUpperCase() }] },
    'spec.sources[1].commitSha',
  ),
  environment('a source without commit and branch', { sources: [{ name: 'app' }] }, 'spec.sources[0]'),
  environment('two sources of one name', { sources: [app, { name: 'app', branch: 'main' }] }, 'spec.sources[1]'),
  environment(
    'a branch that a command line takes for an option',
    { sources: [{ name: 'app', branch: '--upload-pack=id' }] },
    'spec.sources[0].branch',
  ),
  environment('a variable that is no text', { config: { envVars: { PORT: 8080 } } }, 'spec.config.envVars.PORT'),
  environment('a variable with a name that is none', { config: { envVars: { '1=2': 'x' } } }, 'spec.config.envVars'),
  environment(
    'a variable that is too long',
    { config: { envVars: { A: 'x'.repeat(32_769) } } },
    'spec.config.envVars.A',
  ),
  environment('a folder outside of the repository', { workdir: 'apps/../../etc' }, 'spec.workdir'),
  environment('a folder from the root of the machine', { workdir: '/etc' }, 'spec.workdir'),
  environment('a command that is a list', { devCommand: ['npm', 'start'] }, 'spec.devCommand'),
  environment('a pull request with a number that is none', { pullRequest: { number: 0 } }, 'spec.pullRequest.number'),
  environment('a field that is misspelt', { devcommand: 'npm start' }, 'spec.devcommand'),
]

export const projectCases: CustomResourceCase[] = [
  project('the least there can be', {}),
  project('everything at once', {
    sources: [
      { ...repository, branch: 'main', credentialsSecretRef: { name: 'git', key: 'token' } },
      { name: 'api', repositoryUrl: 'git@git.example.com:acme/api.git' },
    ],
    templates: {
      development: { type: 'docker', sourceRef: 'app', path: 'Dockerfile', mode: 'development', workdir: 'web' },
      deployment: {
        type: 'helm',
        sourceRef: 'api',
        path: 'charts/shop',
        values: { port: 'http', services: { postgres: { enabled: true } } },
      },
      preview: {
        type: 'prebuilt',
        image: { repository: 'registry.example.com/acme/shop', tag: 'v1', digest: `sha256:${sha}${sha.slice(0, 24)}` },
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { 'ephemeral-storage': '1.5Gi' } },
        values: {
          command: ['node'],
          args: ['main.js'],
          port: 3000,
          replicas: 2,
          probes: { readiness: { httpGet: { path: '/' } } },
        },
      },
      nix: { type: 'nix-flake', devShell: 'default', imageAttribute: 'packages.x86_64-linux.image' },
    },
    resources: { cpu: '2', memory: '4Gi', storage: '10Gi' },
    build: { dockerfile: 'docker/Dockerfile', cache: false },
    registryCredentials: [{ secretRef: { name: 'registry' }, usage: 'pull' }],
    registry: { internal: true, scope: 'project', storage: { secretRef: { name: 's3' } } },
    deploymentConfig: { devCommand: 'make dev', workdir: 'web' },
    triggers: { pullRequest: false, branchPush: ['main', 'release/*'] },
    access: [{ role: 'admin', subjects: [{ kind: 'Group', name: 'team:acme' }], environments: ['staging'] }],
    jobs: [{ name: 'seed', phase: 'PostBuild', command: ['npm', 'run', 'seed'] }],
    approval: { required: true },
  }),
  resource('no sources', { kind: 'Project', spec: {} }, 'spec.sources'),
  project('an empty list of sources', { sources: [] }, 'spec.sources'),
  project('a source without repository', { sources: [{ name: 'app' }] }, 'spec.sources[0].repositoryUrl'),
  project('two sources of one name', { sources: [repository, repository] }, 'spec.sources[1]'),
  project(
    'a password in the address',
    { sources: [{ ...repository, repositoryUrl: 'https://me:word@git.example.com/a.git' }] },
    'spec.sources[0].repositoryUrl',
  ),
  project(
    'an address that runs a command',
    { sources: [{ ...repository, repositoryUrl: 'ext::sh -c id' }] },
    'spec.sources[0].repositoryUrl',
  ),
  project('a template of no known type', template({ type: 'terraform' }), 'spec.templates.deployment.type'),
  project('a template without type', template({ path: 'chart' }), 'spec.templates.deployment.type'),
  project('a template of a source that is not there', template({ type: 'helm', sourceRef: 'web' }), 'spec.templates'),
  project(
    'a template under a key that is no label',
    { templates: { 'My Template': { type: 'helm' } } },
    'spec.templates',
  ),
  project(
    'more templates than there can be',
    { templates: Object.fromEntries(many(17, (i) => [`t${i}`, { type: 'helm' }])) },
    'spec.templates',
  ),
  project('a prebuilt template without image', template({ type: 'prebuilt' }), 'spec.templates.deployment.image'),
  project(
    'a digest that is none',
    template({ type: 'prebuilt', image: { repository: 'a', digest: 'sha256:1' } }),
    'spec.templates.deployment.image.digest',
  ),
  project(
    'a chart outside of the repository',
    template({ type: 'helm', path: '../chart' }),
    'spec.templates.deployment.path',
  ),
  project('an amount that is none', { resources: { memory: '1 gigabyte' } }, 'spec.resources.memory'),
  project('an amount below zero', { resources: { cpu: '-1' } }, 'spec.resources.cpu'),
  project(
    'a role that is none',
    { access: [{ role: 'root', subjects: [{ kind: 'User', name: 'eve' }] }] },
    'spec.access[0].role',
  ),
  project('access for nobody', { access: [{ role: 'owner', subjects: [] }] }, 'spec.access[0].subjects'),
  project('a switch that is text', { triggers: { pullRequest: 'yes' } }, 'spec.triggers.pullRequest'),
]
