import type { Environment, Problem, ResourceList } from '@catalyst/api'
import { describe, expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { environment, environmentsPath, namespace } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'
import { untilReady } from '../../test/untilReady.ts'
import type { AccessQuestion } from '../../test/startApiServer.ts'

const collection = '/api/v1/clusters/-/environments'
const person = { groups: [], teams: ['acme'], impersonate: true, credential: 'bearer' } as const

/** Ann may do everything in what belongs to acme, the proxy itself everything, and others nothing. */
function mayDo({ user, namespace: where }: AccessQuestion): boolean {
  return user === undefined || (user === 'ann' && where?.startsWith('acme') === true)
}

async function startFor(subject: string) {
  const started = await startProxy({ api: { mayDo }, authenticate: async () => ({ subject, ...person }) })
  started.api.objects.put('/api/v1/namespaces', namespace('acme-shop'))
  started.api.objects.put('/api/v1/namespaces', namespace('other-site'))
  started.api.objects.put(environmentsPath, environment({ name: 'mine' }))
  started.api.objects.put(environmentsPath, environment({ name: 'theirs', team: 'other', project: 'site' }))
  return started
}

describe.each(['from upstream', 'from the cache'])('%s', (source) => {
  async function start(subject: string) {
    const started = await startFor(subject)
    if (source === 'from the cache') await untilReady(started)
    return started
  }

  test('a list holds what the caller may see and nothing else', async () => {
    await using started = await start('ann')
    const { body } = await call<ResourceList<Environment>>(started, collection)
    expect(body.items.map(({ metadata }) => metadata.name)).toEqual(['mine'])
  })

  test("two callers never get each other's list", async () => {
    let subject = 'ann'
    const started = await startProxy({ api: { mayDo }, authenticate: async () => ({ subject, ...person }) })
    await using _ = started
    started.api.objects.put(environmentsPath, environment({ name: 'mine' }))
    if (source === 'from the cache') await untilReady(started)
    const first = await call<ResourceList<Environment>>(started, collection)
    expect(first.body.items).toHaveLength(1)
    subject = 'ben'
    const second = await call<ResourceList<Environment>>(started, collection, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    })
    expect([second.status, second.body.items]).toEqual([200, []])
  })

  test('a namespace where the caller may not list is forbidden', async () => {
    await using started = await start('ann')
    const { status, body } = await call<Problem>(started, `${collection}?namespace=other-site`)
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toContain('list environments in namespace "other-site"')
  })

  test('one of others is forbidden, whether it is there or not', async () => {
    await using started = await start('ann')
    for (const name of ['theirs', 'nothing']) {
      const { status, body } = await call<Problem>(
        started,
        `/api/v1/clusters/-/namespaces/other-site/environments/${name}`,
      )
      expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
      expect(body.lastSeen).toBeUndefined()
    }
  })

  test('who may nothing gets an empty list', async () => {
    await using started = await start('ben')
    const { status, body } = await call<ResourceList<Environment>>(started, collection)
    expect([status, body.items]).toEqual([200, []])
  })
})

test('a namespace is made for members of the team, and for nobody else', async () => {
  const draft = (team: string) => ({
    metadata: { name: 'pr-9' },
    spec: { projectRef: { name: 'new', namespace: team } },
  })
  await using started = await startFor('ann')
  const foreign = await call<Problem>(started, collection, { method: 'POST', body: draft('other') })
  expect([foreign.status, foreign.body.code]).toEqual([403, 'FORBIDDEN'])
  expect(started.api.objects.get('/api/v1/namespaces', undefined, 'other-new')).toBeUndefined()
  expect((await call(started, collection, { method: 'POST', body: draft('acme') })).status).toBe(201)
})

test('a create waits for the rights in a namespace that was just made', async () => {
  let refusals = 2
  const slow = (question: AccessQuestion) =>
    mayDo(question) && !(question.user === 'ann' && question.verb === 'create' && refusals-- > 0)
  await using started = await startProxy({
    api: { mayDo: slow },
    authenticate: async () => ({ subject: 'ann', ...person }),
  })
  const body = { metadata: { name: 'pr-9' }, spec: { projectRef: { name: 'new', namespace: 'acme' } } }
  expect((await call(started, collection, { method: 'POST', body })).status).toBe(201)
  expect(refusals).toBe(-1)
})

test('a name that Kubernetes keeps for itself is never asked for', async () => {
  for (const subject of ['system:admin', 'system:masters']) {
    await using started = await startFor(subject)
    const { status, body } = await call<Problem>(started, collection)
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
  }
})

test('what a client says of impersonation is not passed on', async () => {
  await using started = await startFor('ben')
  const headers = { 'impersonate-user': 'ann', 'impersonate-group': 'system:masters' }
  const { body } = await call<ResourceList<Environment>>(started, collection, { headers })
  expect(body.items).toEqual([])
})
