import { describe, expect, test } from 'vitest'
import { projectSchema, type ProjectInput } from './projectSchema.ts'

const source = { name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }

function project(spec: Partial<ProjectInput['spec']>): ProjectInput {
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: { name: 'shop', namespace: 'acme' },
    spec: { sources: [source], ...spec },
  }
}

function issuesOf(input: unknown): Record<string, string> {
  const { error } = projectSchema.safeParse(input)
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]))
}

describe('projectSchema', () => {
  test('fills in what may be left out', () => {
    const { spec } = projectSchema.parse(project({ build: {}, triggers: {}, approval: {} }))
    expect(spec).toEqual({
      sources: [source],
      templates: {},
      build: {
        dockerfile: 'Dockerfile',
        cache: true,
        insecureRegistry: false,
        registry: 'registry.cluster.local:5000',
      },
      triggers: { pullRequest: true },
      approval: { required: false },
    })
  })

  test('a prebuilt template says where its values are wrong', () => {
    const values = {
      port: 'http',
      replicas: -1,
      probes: { readiness: { httpGet: { path: 'health' } } },
      custom: { any: 1 },
    }
    const issues = issuesOf(
      project({ templates: { deployment: { type: 'prebuilt', image: { repository: 'a/b' }, values } } }),
    )
    expect(Object.keys(issues).sort()).toEqual([
      'spec.templates.deployment.values.port',
      'spec.templates.deployment.values.probes.readiness.httpGet.path',
      'spec.templates.deployment.values.replicas',
    ])
  })

  test('values of other types are passed through as they are', () => {
    const values = { port: 'http', args: { deep: ['x'] } }
    const { spec } = projectSchema.parse(project({ templates: { deployment: { type: 'helm', values } } }))
    expect(spec.templates['deployment']?.values).toEqual(values)
  })

  test('two entries of one name are refused at the second', () => {
    expect(issuesOf(project({ sources: [source, { ...source, branch: 'next' }] }))).toEqual({
      'spec.sources.1.name': '"app" is there twice: each name must be unique',
    })
  })

  test('a template can only be of a source that there is', () => {
    expect(issuesOf(project({ templates: { development: { type: 'docker', sourceRef: 'web' } } }))).toEqual({
      'spec.templates.development.sourceRef': 'each sourceRef must name an entry of spec.sources',
    })
  })

  test('a map has at most as many entries as its schema says', () => {
    const templates = Object.fromEntries(
      Array.from({ length: 17 }, (_, index) => [`t${index}`, { type: 'helm' as const }]),
    )
    expect(issuesOf(project({ templates }))).toEqual({ 'spec.templates': 'must have at most 16 entries' })
  })

  test.each([
    'https://user:password@git.example.com/a.git',
    'https://token@git.example.com/a.git',
    'file:///etc/passwd',
    'ext::sh -c id',
    '-oProxyCommand=id',
    'ssh://-oProxyCommand=id/a',
    'git@-host:a/b',
    'acme/shop',
  ])('the repository %s is refused', (repositoryUrl) => {
    expect(Object.keys(issuesOf(project({ sources: [{ name: 'app', repositoryUrl }] })))).toEqual([
      'spec.sources.0.repositoryUrl',
    ])
  })

  test.each([
    'https://git.example.com/acme/shop.git',
    'http://gitea.local:3000/acme/shop',
    'ssh://git@git.example.com:22/acme/shop.git',
    'git@github.com:acme/shop.git',
  ])('the repository %s is fine', (repositoryUrl) => {
    expect(issuesOf(project({ sources: [{ name: 'app', repositoryUrl }] }))).toEqual({})
  })
})
