import { expect, test } from 'vitest'
import { site, startProxy } from '../../test/startProxy.ts'
import type { Authenticate } from '../identity/Identity.ts'

const path = `${site}/api/v1/clusters/-/access-reviews`
const body = JSON.stringify({ reviews: [{ verb: 'get', resource: 'pods' }] })

const bearer: Authenticate = async () => ({
  subject: 'ci',
  groups: [],
  teams: [],
  impersonate: false,
  credential: 'bearer',
})
const cookie: Authenticate = async () => ({
  subject: 'ann',
  groups: [],
  teams: [],
  impersonate: false,
  credential: 'cookie',
})

async function post(headers: Record<string, string>, authenticate?: Authenticate): Promise<number> {
  await using started = await startProxy({ authenticate })
  const answer = await started.proxy.app.request(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return answer.status
}

test('a change without any sign of where it comes from is refused', async () => {
  expect(await post({})).toBe(403)
  expect(await post({}, cookie)).toBe(403)
  expect(await post({ 'sec-fetch-site': 'none' })).toBe(403)
})

test('a change from an own page is taken, by either sign', async () => {
  expect(await post({ origin: site })).toBe(200)
  expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(await post({ origin: site }, cookie)).toBe(200)
})

test('a foreign origin is refused, whatever else the request says', async () => {
  expect(await post({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' })).toBe(403)
  expect(await post({ origin: 'http://evil.example' }, bearer)).toBe(403)
})

test('a change that was refused is written down too', async () => {
  await using started = await startProxy()
  const projects = `${site}/api/v1/clusters/-/projects`
  await started.proxy.app.request(projects, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const record = started.log.find(({ audit }) => audit === true)
  expect(record).toMatchObject({ operation: 'createProject', subject: 'local', status: 403 })
})

test('a machine with a token needs no origin', async () => {
  expect(await post({}, bearer)).toBe(200)
})
