import {
  configMaps,
  createResourceClient,
  environments,
  isAlreadyExists,
  isInvalid,
  isNotFound,
} from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const meta = (name: string) => ({ name, namespace: subject.namespace })

test('what is created is answered with what the server adds, and is there', async () => {
  const created = await client().create({ metadata: meta('born'), data: { key: 'value' } })
  expect(created.metadata?.uid).toMatch(/^[0-9a-f-]{36}$/)
  expect(created.metadata?.resourceVersion).toMatch(/^\d+$/)
  expect(Date.parse(created.metadata?.creationTimestamp ?? '')).not.toBeNaN()
  expect(await client().get(meta('born'))).toMatchObject({
    metadata: { uid: created.metadata?.uid },
    data: { key: 'value' },
  })
})

test('a second one of the same name exists already, and the first stays as it is', async () => {
  await client().create({ metadata: meta('twice'), data: { key: 'first' } })
  const error = await rejection(client().create({ metadata: meta('twice'), data: { key: 'second' } }), isAlreadyExists)
  expect(error).toMatchObject({ status: 409, reason: 'AlreadyExists', details: { name: 'twice' } })
  expect((await client().get(meta('twice'))).data).toEqual({ key: 'first' })
})

test('a name can be left to the server', async () => {
  const { namespace } = subject
  const made = await Promise.all([0, 1].map(() => client().create({ metadata: { generateName: 'some-', namespace } })))
  const names = made.map(({ metadata }) => metadata?.name)
  for (const name of names) expect(name).toMatch(/^some-[a-z0-9]{5}$/)
  expect(new Set(names).size).toBe(2)
})

test('a trial run answers as if and leaves nothing', async () => {
  const tried = await client().create({ metadata: meta('tried') }, { dryRun: true })
  expect(tried.metadata?.uid).toBeDefined()
  await rejection(client().get(meta('tried')), isNotFound)
})

test('what breaks a rule is refused with the path of the fault, and nothing is left', async () => {
  const client = createResourceClient(environments, { kubeConfig: subject.kubeConfig })
  const bad = {
    metadata: meta('bad'),
    spec: { projectRef: { name: 'shop' }, sources: [{ name: 'app', commitSha: 'x' }] },
  }
  const error = await rejection(client.create(bad), isInvalid)
  expect(error.details?.causes).toContainEqual(expect.objectContaining({ field: 'spec.sources[0].commitSha' }))
  await rejection(client.get(meta('bad')), isNotFound)
})

test('there is nothing to create in a namespace that is not there', async () => {
  const orphan = client().create({ metadata: { name: 'orphan', namespace: 'there-is-no-such-namespace' } })
  expect(await rejection(orphan, isNotFound)).toMatchObject({ details: { kind: 'namespaces' } })
})
