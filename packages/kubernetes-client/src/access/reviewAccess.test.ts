import { expect, test } from 'vitest'
import { answerJson, readJson, startApiServer } from '../testing/startApiServer.ts'
import { reviewAccess } from './reviewAccess.ts'

function startReviewer(status: object) {
  return startApiServer((incoming, response) => {
    void readJson(incoming).then((body) => {
      const { spec } = body as { spec: object }
      answerJson(response, {
        status: { ...status, reason: JSON.stringify({ spec, as: incoming.headers['impersonate-user'] }) },
      })
    })
  })
}

test('asks as the caller, with everything that matters', async () => {
  await using api = await startReviewer({ allowed: true })
  const review = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'acme', name: 'app-0' }
  const { allowed, reason } = await reviewAccess(api.kubeConfig, review, { impersonate: { user: 'ada' } })
  expect(allowed).toBe(true)
  expect(JSON.parse(reason ?? '')).toEqual({ as: 'ada', spec: { resourceAttributes: { group: '', ...review } } })
})

test.each([
  ['a refusal without a reason', { allowed: false }, { allowed: false }],
  ['a refusal with its reason', { allowed: false, reason: 'frozen' }, { allowed: false, reason: 'frozen' }],
  ['a failed evaluation', { evaluationError: 'role not found' }, { allowed: false, reason: 'role not found' }],
  ['an answer without a status', undefined, { allowed: false }],
])('%s allows nothing', async (_, status, expected) => {
  await using api = await startApiServer((__, response) => answerJson(response, { status }))
  expect(await reviewAccess(api.kubeConfig, { verb: 'get', resource: 'pods' })).toEqual(expected)
})
