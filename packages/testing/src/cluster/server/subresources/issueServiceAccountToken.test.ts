import { expect, test } from 'vitest'
import { createClock } from '../../clock/createClock.ts'
import { startCluster } from '../../startCluster.ts'
import { callCluster } from '../../testSupport/callCluster.ts'

const accounts = '/api/v1/namespaces/default/serviceaccounts'
const robot = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } }

async function startWithAccount() {
  const clock = createClock()
  const cluster = await startCluster({ nodes: 0, clock })
  await callCluster(cluster, accounts, { method: 'POST', body: robot })
  const issue = (spec: object) => callCluster(cluster, `${accounts}/robot/token`, { method: 'POST', body: { spec } })
  const tokenOf = async (spec: object) => ((await issue(spec)).body['status'] as { token: string }).token
  const ask = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` }
    return (await callCluster(cluster, '/version', { headers })).code
  }
  return { clock, cluster, issue, tokenOf, ask, [Symbol.asyncDispose]: () => cluster.close() }
}

test('a token is good for its time', async () => {
  await using world = await startWithAccount()
  world.clock.stop()
  const token = await world.tokenOf({ expirationSeconds: 600 })
  await world.clock.advance(599_000)
  expect(await world.ask(token)).toBe(200)
  await world.clock.advance(1000)
  expect(await world.ask(token)).toBe(401)
})

test('a token goes with its account, and another one of the same name does not bring it back', async () => {
  await using world = await startWithAccount()
  const token = await world.tokenOf({})
  expect(await world.ask(token)).toBe(200)
  await callCluster(world.cluster, `${accounts}/robot`, { method: 'DELETE' })
  expect(await world.ask(token)).toBe(401)
  await callCluster(world.cluster, accounts, { method: 'POST', body: robot })
  expect(await world.ask(token)).toBe(401)
})

test('less than ten minutes are refused in the words of Kubernetes', async () => {
  await using world = await startWithAccount()
  const { code, body } = await world.issue({ expirationSeconds: 60 })
  expect(code).toBe(422)
  expect(body['message']).toContain('spec.expirationSeconds: Invalid value: 60: may not specify a duration less than')
})
