import { commitSha, type CustomResourceCase, many, resourceCase } from './customResourceCase.ts'

function environment(title: string, spec: object, refusedAt?: string): CustomResourceCase {
  return resourceCase(title, { kind: 'Environment', spec: { projectRef: { name: 'shop' }, ...spec } }, refusedAt)
}

const app = { name: 'app', commitSha }

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
  resourceCase('no project', { kind: 'Environment', spec: {} }, 'spec.projectRef'),
  resourceCase('no spec', { kind: 'Environment' }, 'spec'),
  resourceCase(
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
    { sources: [app, { name: 'api', commitSha: commitSha.toUpperCase() }] },
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
