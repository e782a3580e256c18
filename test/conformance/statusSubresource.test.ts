import { createResourceClient, environments, isConflict } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const client = () => createResourceClient(environments, { kubeConfig: subject.kubeConfig })
const meta = (name: string) => ({ name, namespace: subject.namespace })
const spec = { projectRef: { name: 'shop' } }

describe('status and spec are written apart', () => {
  test('a status that is sent along at creation or update is ignored', async () => {
    const created = await client().create({ metadata: meta('eager'), spec, status: { phase: 'Ready' } })
    expect(created.status).toBeUndefined()
    const updated = await client().update({ ...created, status: { phase: 'Ready' } })
    expect(updated.status).toBeUndefined()
  })

  test('a spec that is sent along with a status is ignored', async () => {
    const created = await client().create({ metadata: meta('modest'), spec })
    const status = { phase: 'Building' as const }
    const updated = await client().updateStatus({ ...created, spec: { ...created.spec, devCommand: 'rm' }, status })
    expect(updated.status).toEqual(status)
    expect((await client().get(meta('modest'))).spec.devCommand).toBeUndefined()
  })

  test('a new status is no new generation, but a new resourceVersion', async () => {
    const created = await client().create({ metadata: meta('steady'), spec })
    const patched = await client().patchStatus(meta('steady'), {
      status: { phase: 'Ready', url: 'https://steady.example.com/' },
    })
    expect(patched.metadata.generation).toBe(created.metadata.generation)
    expect(patched.metadata.resourceVersion).not.toBe(created.metadata.resourceVersion)
    expect((await client().get(meta('steady'))).status).toEqual({ phase: 'Ready', url: 'https://steady.example.com/' })
  })

  test('a change of spec keeps the status', async () => {
    await client().create({ metadata: meta('kept'), spec })
    await client().patchStatus(meta('kept'), { status: { phase: 'Ready' } })
    const patched = await client().patch(meta('kept'), { spec: { devCommand: 'make' } })
    expect(patched.status).toEqual({ phase: 'Ready' })
  })

  test('an update of status with an old resourceVersion is a conflict', async () => {
    const created = await client().create({ metadata: meta('raced'), spec })
    await client().patchStatus(meta('raced'), { status: { phase: 'Building' } })
    await rejection(client().updateStatus({ ...created, status: { phase: 'Ready' } }), isConflict)
    expect((await client().get(meta('raced'))).status?.phase).toBe('Building')
  })
})
