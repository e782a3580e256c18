import { expect, test } from 'vitest'
import { environmentOfForm } from './environmentOfForm.ts'

const fields = { team: ' acme ', project: 'shop', name: 'pr-1 ', type: '', refs: {} }

test('team and project become the reference to the project', () => {
  expect(environmentOfForm(fields)).toEqual({
    metadata: { name: 'pr-1' },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, type: 'development' },
  })
})

test('a full commit id is a commit, anything else a branch, nothing no source', () => {
  const sha = '0123456789abcdef0123456789abcdef01234567'
  const { spec } = environmentOfForm({ ...fields, type: 'deployment', refs: { web: ' main ', api: sha, docs: ' ' } })
  expect(spec.type).toBe('deployment')
  expect(spec.sources).toEqual([
    { name: 'web', branch: 'main' },
    { name: 'api', commitSha: sha },
  ])
})
