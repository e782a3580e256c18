import { type Project, projectSchema } from '@catalyst/api'
import { project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { mergePatch } from '../../hooks/mergePatch.ts'
import { newTemplate } from '../template-form/templateDraft.ts'
import { draftOf, faultsOf, patchOf, type ProjectDraft, projectOf } from './projectDraft.ts'

/** One with everything that the form has no field for. */
const rich = project({
  team: 'acme',
  name: 'shop',
  resourceVersion: '7',
  spec: {
    sources: [
      {
        name: 'app',
        repositoryUrl: 'https://github.com/acme/shop',
        branch: 'main',
        credentialsSecretRef: { name: 'git', key: 'token' },
      },
    ],
    templates: {
      development: { type: 'nix-flake', path: 'nix', devShell: 'web', mode: 'development', workdir: 'app' },
      compose: {
        type: 'docker-compose',
        path: 'compose.yaml',
        values: { services: { redis: { enabled: true, size: '1Gi' } } },
      },
      chart: { type: 'helm', sourceRef: 'app', path: 'chart', values: { replicas: 2, nodeSelector: {}, tags: ['a'] } },
      staging: {
        type: 'prebuilt',
        image: { repository: 'registry.example.com/shop', tag: 'v1', digest: `sha256:${'a'.repeat(64)}` },
        resources: { requests: { cpu: '100m', 'ephemeral-storage': '1Gi' }, limits: { memory: '1Gi' } },
        values: {
          command: ['node', 'a b.js'],
          args: ['--port', '80'],
          port: 80,
          replicas: 2,
          probes: { readiness: { httpGet: { path: '/ready' } } },
          services: { postgres: { enabled: true } },
        },
      },
      raw: { type: 'manifest', path: 'k8s' },
    },
    resources: { cpu: '2', memory: '4Gi' },
    access: [{ role: 'owner', subjects: [{ kind: 'Group', name: 'team:acme' }] }],
    triggers: { pullRequest: true, branchPush: ['main'] },
  },
})

test('a project that nothing was changed in stays as it is, with all that no field is about', () => {
  const written = projectOf(draftOf(rich), rich)
  expect(written.spec).toEqual(rich.spec)
  expect(patchOf(rich, written).spec).toEqual({})
  expect(faultsOf(draftOf(rich))).toEqual({})
})

test('a change sends what changed and no more, and the version that it is a change of', () => {
  const draft = draftOf(rich)
  const [app] = draft.sources
  const changed: ProjectDraft = {
    ...draft,
    sources: [{ ...app!, branch: '' }],
    templates: draft.templates
      .filter(({ key }) => key !== 'raw')
      .map((one) => (one.key === 'staging' ? { ...one, text: { ...one.text, tag: 'v2', port: '' } } : one)),
    cpu: '',
    memory: '8Gi',
    pullRequest: false,
  }
  const patch = patchOf(rich, projectOf(changed, rich))
  expect(patch).toEqual({
    metadata: { resourceVersion: '7' },
    spec: {
      sources: [
        {
          name: 'app',
          repositoryUrl: 'https://github.com/acme/shop',
          credentialsSecretRef: { name: 'git', key: 'token' },
        },
      ],
      templates: { raw: null, staging: { image: { tag: 'v2' }, values: { port: null } } },
      resources: { cpu: null, memory: '8Gi' },
      triggers: { pullRequest: false },
    },
  })
  const patched = mergePatch(rich, patch) as Project
  expect(patched.spec).toEqual(projectOf(changed, rich).spec)
  expect(projectSchema.safeParse(patched).error).toBeUndefined()
})

test('another type of template keeps nothing of the old one but its values and services', () => {
  const draft = draftOf(rich)
  const asHelm = draft.templates.map((one) => (one.key === 'staging' ? { ...one, type: 'helm' as const } : one))
  expect(projectOf({ ...draft, templates: asHelm }, rich).spec.templates?.['staging']).toEqual({
    type: 'helm',
    values: { probes: { readiness: { httpGet: { path: '/ready' } } }, services: { postgres: { enabled: true } } },
  })
})

test('a service that is switched off keeps its settings', () => {
  const draft = draftOf(rich)
  const off = { postgres: false, redis: false, s3: true }
  const templates = draft.templates.map((one) => (one.key === 'compose' ? { ...one, services: off } : one))
  expect(projectOf({ ...draft, templates }, rich).spec.templates?.['compose']?.values).toEqual({
    services: { redis: { enabled: false, size: '1Gi' }, s3: { enabled: true } },
  })
})

test('faults are named by the paths of the proxy', () => {
  const draft: ProjectDraft = {
    ...draftOf(undefined),
    name: 'Shop',
    sources: [
      { id: 1, name: 'app', repositoryUrl: 'https://user:secret@host/a', branch: 'a b', secret: '' },
      { id: 2, name: 'app', repositoryUrl: '', branch: '', secret: '' },
    ],
    templates: [
      { ...newTemplate(1, 'development'), text: { path: '../x', sourceRef: 'gone', cpuLimit: 'lots' } },
      { ...newTemplate(2, 'development'), type: 'prebuilt', text: { port: '0' } },
      { ...newTemplate(3, ''), valuesFault: 'notYaml' },
    ],
    cpu: 'many',
  }
  expect(faultsOf(draft)).toEqual({
    'metadata.namespace': 'required',
    'metadata.name': 'notALabel',
    'spec.sources[0].repositoryUrl': 'notARepository',
    'spec.sources[0].branch': 'notABranch',
    'spec.sources[1].name': 'twice',
    'spec.sources[1].repositoryUrl': 'required',
    'spec.templates.development.path': 'notAPath',
    'spec.templates.development.sourceRef': 'required',
    'spec.templates.development.resources.limits.cpu': 'notAQuantity',
    'spec.templates.development.image.repository': 'required',
    'spec.templates.development.values.port': 'notAPort',
    'spec.templates#2': 'twice',
    'spec.templates#3': 'required',
    'spec.templates[""].values': 'notYaml',
    'spec.resources.cpu': 'notAQuantity',
  })
})

test('a new project that is filled in is what the contract takes', () => {
  const draft = draftOf(undefined, { team: 'acme', name: 'blog' })
  const [app] = draft.sources
  const filled = { ...draft, sources: [{ ...app!, repositoryUrl: 'https://github.com/acme/blog' }] }
  expect(faultsOf(filled)).toEqual({})
  const asked = { apiVersion: rich.apiVersion, kind: rich.kind, ...projectOf(filled, undefined) }
  expect(projectSchema.safeParse(asked).error).toBeUndefined()
  expect(asked.spec).toEqual({
    sources: [{ name: 'app', repositoryUrl: 'https://github.com/acme/blog' }],
    templates: { development: { type: 'docker' } },
  })
})
