import { environmentSchema, projectSchema } from '@catalyst/api'
import { environment, project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { faultOf, memberPath, pathAfterRemoval, type FieldRule, withoutRight } from './fieldFaults.ts'

const source = { name: 'app', repositoryUrl: 'https://github.com/acme/shop' }

/** Whether the contract takes a text in the place that a rule is for. */
const contract: Record<Exclude<FieldRule, 'text'>, (text: string) => boolean> = {
  label: (name) => takesProject({ sources: [{ ...source, name }] }),
  path: (path) => takesProject({ templates: { development: { type: 'helm', path } } }),
  branch: (branch) => takesProject({ sources: [{ ...source, branch }] }),
  image: (image) => takesEnvironment({ config: { image } }),
  tag: (tag) => takesProject({ templates: { development: { type: 'prebuilt', image: { repository: 'a', tag } } } }),
  digest: (digest) =>
    takesProject({ templates: { development: { type: 'prebuilt', image: { repository: 'a', digest } } } }),
  repository: (repositoryUrl) => takesProject({ sources: [{ ...source, repositoryUrl }] }),
  quantity: (cpu) => takesProject({ resources: { cpu } }),
  variable: (name) => takesEnvironment({ config: { envVars: { [name]: '' } } }),
  port: (port) => takesValue({ port: Number(port) }),
  replicas: (replicas) => takesValue({ replicas: Number(replicas) }),
}

function takesProject(spec: object): boolean {
  const { templates: _, ...base } = project().spec
  return projectSchema.safeParse({ ...project(), spec: { ...base, ...spec } }).success
}
function takesEnvironment(spec: object): boolean {
  return environmentSchema.safeParse({ ...environment(), spec: { ...environment().spec, ...spec } }).success
}
function takesValue(values: object): boolean {
  return takesProject({ templates: { development: { type: 'prebuilt', image: { repository: 'a' }, values } } })
}

const texts: Record<Exclude<FieldRule, 'text'>, string[]> = {
  label: ['app', 'a-b', 'A', '-a', 'a-', 'a.b', 'a'.repeat(63), 'a'.repeat(64)],
  path: ['web', 'a/b', './a', '/a', '../a', 'a/../b', 'a/..', '..', 'a..b', '...', 'x'.repeat(1024), 'x'.repeat(1025)],
  branch: ['main', 'feature/x', '-x', 'a b', 'a~', 'a..b', 'b'.repeat(256)],
  image: ['nginx', 'registry.example.com:5000/a/b:v1', 'a@sha256:12', ' a', '-a', 'a b', 'i'.repeat(513)],
  tag: ['v1', '1.2.3', '_x', '.x', 'a/b', 't'.repeat(129)],
  digest: [`sha256:${'a'.repeat(64)}`, `sha256:${'A'.repeat(64)}`, 'sha256:1', `sha512:${'a'.repeat(64)}`],
  repository: [
    'https://github.com/a/b',
    'git@github.com:a/b.git',
    'ssh://git@host/a',
    'https://user:secret@host/a',
    'file:///etc',
    'github.com/a/b',
  ],
  quantity: ['1', '250m', '1.5Gi', '1e3', '-1', '1 Gi', 'lots', '1'.repeat(33)],
  variable: ['PATH', '_a', 'a.b-c', '1a', 'a b', 'a=b', 'v'.repeat(254)],
  port: ['1', '80', '8080', '65535', '65536', '0', '80.5', '99999'],
  replicas: ['0', '1', '100', '101', '-1', '1.5'],
}

test.each(
  Object.entries(texts).flatMap(([rule, all]) => all.map((text) => [rule as keyof typeof texts, text] as const)),
)('as a %s, %s is taken here exactly where the contract takes it', (rule, text) => {
  expect(faultOf(text, rule) === undefined).toBe(contract[rule](text))
})

test('nothing is wrong with nothing, unless it is required', () => {
  expect(faultOf('', 'label')).toBeUndefined()
  expect(faultOf('', 'label', { required: true })).toBe('required')
  expect(withoutRight({ a: undefined, b: 'required' })).toEqual({ b: 'required' })
})

test('paths of members are those of the proxy', () => {
  expect(memberPath('spec.config.envVars', 'LOG_LEVEL')).toBe('spec.config.envVars.LOG_LEVEL')
  expect(memberPath('spec.config.envVars', 'a.b')).toBe('spec.config.envVars["a.b"]')
})

test.each([
  ['spec.sources[0].name', ['spec.sources[0].name']],
  ['spec.sources[1].name', []],
  ['spec.sources[2].name', ['spec.sources[1].name']],
  ['spec.sources[10]', ['spec.sources[9]']],
  ['spec.sources', ['spec.sources']],
  ['spec.sources["a"]', ['spec.sources["a"]']],
  ['spec.templates.a', ['spec.templates.a']],
])('without the second source, %s is %j', (path, after) => {
  expect(pathAfterRemoval(path, { list: 'spec.sources', index: 1 })).toEqual(after)
})
