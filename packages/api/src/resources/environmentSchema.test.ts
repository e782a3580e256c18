import { describe, expect, test } from 'vitest'
import { environmentWriteSchema } from '../routes/environmentRoutes.ts'
import { environmentSchema } from './environmentSchema.ts'

const commitSha = '0123456789abcdef0123456789abcdef01234567'
const minimal = {
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name: 'pr-1', namespace: 'acme-shop' },
  spec: { projectRef: { name: 'shop' } },
}

function issuesOf(spec: object): string[] {
  const { error } = environmentSchema.safeParse({ ...minimal, spec: { ...minimal.spec, ...spec } })
  return (error?.issues ?? []).map((issue) => issue.path.join('.'))
}

describe('environmentSchema', () => {
  test('fills in what may be left out', () => {
    expect(environmentSchema.parse(minimal).spec).toEqual({
      projectRef: { name: 'shop' },
      type: 'development',
      retainOnClose: false,
    })
  })

  test('a condition may come without reason and message', () => {
    const condition = { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }
    const { status } = environmentSchema.parse({ ...minimal, status: { phase: 'Ready', conditions: [condition] } })
    expect(status?.conditions).toEqual([{ ...condition, reason: '', message: '' }])
  })

  test.each([
    ['a source without commit and branch', { sources: [{ name: 'app' }] }, 'spec.sources.0.commitSha'],
    ['two sources of one name', { sources: [0, 1].map(() => ({ name: 'app', commitSha })) }, 'spec.sources.1.name'],
    ['no source at all in the list', { sources: [] }, 'spec.sources'],
    ['a folder outside of the repository', { workdir: 'a/../../b' }, 'spec.workdir'],
    ['a field that is misspelt', { devcommand: 'make' }, 'spec'],
    ['a variable whose name is none', { config: { envVars: { 'A=B': '' } } }, 'spec.config.envVars.A=B'],
  ])('refuses %s and says where', (_, spec, path) => {
    expect(issuesOf(spec)).toEqual([path])
  })
})

describe('environmentWriteSchema', () => {
  test('knows apiVersion and kind, and takes an object back that was read', () => {
    const { apiVersion: _, kind: __, ...rest } = minimal
    const metadata = {
      ...minimal.metadata,
      resourceVersion: '7',
      uid: 'u',
      generation: 1,
      labels: { 'catalyst.dev/team': 'acme' },
    }
    const written = environmentWriteSchema.parse({ ...rest, metadata, status: { phase: 'Ready' } })
    expect(written).toMatchObject({ apiVersion: minimal.apiVersion, kind: 'Environment', metadata })
  })

  test.each([
    ['a name that is no label', { name: 'pr.1' }],
    ['a label key that is none', { name: 'a', labels: { '-a': 'b' } }],
    ['a label value that is none', { name: 'a', labels: { a: 'feature/x' } }],
    ['a name that begins with a slash', { name: 'a', annotations: { '/a': 'b' } }],
  ])('refuses %s', (_, metadata) => {
    expect(environmentWriteSchema.safeParse({ ...minimal, metadata }).success).toBe(false)
  })
})
