import type { AccessReview } from '@catalyst/api'
import { isUnauthorized } from '@catalyst/sdk'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer, type ScriptedRequest } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useAccessReview } from './useAccessReview.ts'

const right = (verb: string, namespace = 'acme-shop'): AccessReview => ({
  verb,
  group: 'catalyst.catalyst.dev',
  resource: 'environments',
  namespace,
})
const [get, remove, deploy] = [right('get'), right('delete'), right('deploy')]
const path = 'POST /clusters/-/access-reviews'

/** Answers as a cluster in which one may only look. */
function onlyLook(batches: AccessReview[][]) {
  return ({ body }: ScriptedRequest) => {
    const { reviews } = body as { reviews: AccessReview[] }
    batches.push(reviews)
    return {
      reviews: reviews.map(({ verb }) =>
        verb === 'get' ? { allowed: true } : { allowed: false, reason: `no ${verb}` },
      ),
    }
  }
}

test('all questions of a page go as one request, each once, and the answers are kept', async () => {
  const proxy = createScriptedProxy()
  const batches: AccessReview[][] = []
  const asked = Promise.withResolvers<void>()
  proxy.on(path, (request) => asked.promise.then(() => onlyLook(batches)(request)))
  const { result, rerender } = await renderInProvider(
    () => [useAccessReview([get, remove]), useAccessReview([remove, deploy, remove])] as const,
    { proxy },
  )
  expect(result.current[0].allowed(get)).toBeUndefined()
  expect(result.current[0].isPending).toBe(true)
  asked.resolve()
  await expect.poll(() => result.current[0].allowed(get)).toBe(true)
  expect(result.current[0].allowed({ ...remove })).toBe(false)
  expect(result.current[1].reason(deploy)).toBe('no deploy')
  expect(result.current[1]).toMatchObject({ isPending: false, error: null })
  // It was not asked about here.
  expect(result.current[1].allowed(get)).toBeUndefined()
  await rerender()
  expect(batches).toEqual([[get, remove, deploy]])
})

test('each cluster is asked by itself, and nothing asks nothing', async () => {
  const proxy = createScriptedProxy()
  const [own, east]: AccessReview[][][] = [[], []]
  proxy.on(path, onlyLook(own!))
  proxy.on('POST /clusters/east/access-reviews', onlyLook(east!))
  const { result } = await renderInProvider(
    () => [useAccessReview([get]), useAccessReview([get], { cluster: 'east' }), useAccessReview([])] as const,
    { proxy },
  )
  await expect.poll(() => result.current.map(({ allowed }) => allowed(get))).toEqual([true, true, undefined])
  expect([own, east]).toEqual([[[get]], [[get]]])
  expect(result.current[2].isPending).toBe(false)
})

test('more than a request may hold go as several', async () => {
  const proxy = createScriptedProxy()
  const batches: AccessReview[][] = []
  proxy.on(path, onlyLook(batches))
  const many = Array.from({ length: 150 }, (_, index) => right('get', `ns-${index}`))
  const { result } = await renderInProvider(() => useAccessReview(many), { proxy })
  await expect.poll(() => result.current.isPending).toBe(false)
  expect(many.every((one) => result.current.allowed(one) === true)).toBe(true)
  expect(batches.map(({ length }) => length)).toEqual([100, 50])
})

test('what can not be asked is an error and no permission', async () => {
  const proxy = createScriptedProxy()
  proxy.on(path, () => problemAnswer({ status: 401, code: 'UNAUTHORIZED' }))
  const { result } = await renderInProvider(() => useAccessReview([get]), { proxy })
  await expect.poll(() => isUnauthorized(result.current.error)).toBe(true)
  expect(result.current.allowed(get)).toBeUndefined()
})
