import { commitSha, type CustomResourceCase, many, resourceCase } from './customResourceCase.ts'

const repository = { name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }

function project(title: string, spec: object, refusedAt?: string): CustomResourceCase {
  return resourceCase(title, { kind: 'Project', spec: { sources: [repository], ...spec } }, refusedAt)
}

const template = (fields: object) => ({ templates: { deployment: fields } })

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
        image: {
          repository: 'registry.example.com/acme/shop',
          tag: 'v1',
          digest: `sha256:${commitSha}${commitSha.slice(0, 24)}`,
        },
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
  resourceCase('no sources', { kind: 'Project', spec: {} }, 'spec.sources'),
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
