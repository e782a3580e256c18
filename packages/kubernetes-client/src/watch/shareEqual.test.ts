import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { shareEqual } from './shareEqual.ts'

const full = { kind: 'Environment', metadata: { labels: { team: 'acme-team' } }, list: ['long enough', 1, null, true] }

test.each([
  [full, structuredClone(full)],
  [full, { kind: 'Something else', metadata: null, list: { 0: 'long enough' } }],
  [{ metadata: null, list: 'a text' }, full],
  [full, undefined],
  [['only a text'], ['only a text', 'and more']],
  [{ long: 'constructor' }, {}],
  [{ inner: { a: 1 } }, { inner: { a: 1, b: 2 } }],
  [{ inner: { a: 1, b: 2 } }, { inner: { a: 1 } }],
  [{ inner: [1, [2, { a: 3 }]] }, { inner: [1, [2, { a: 4 }]] }],
  [{ inner: [] }, { inner: {} }],
  [{ inner: {} }, { inner: [] }],
  [{ inner: [{ a: null }] }, { inner: [{ a: null }, 2] }],
])('%j says the same after it was compared with %j', (object, model) => {
  const copy = structuredClone(object)
  const modelCopy = structuredClone(model)
  shareEqual(copy, model)
  expect(copy).toEqual(object)
  expect(model).toEqual(modelCopy)
})

test('equal branches become one, and those that differ share what is equal in them', () => {
  const model = {
    spec: { sources: [{ name: 'web' }] },
    status: { phase: 'Ready', conditions: [{ type: 'Ready' }, { type: 'Built' }] },
  }
  const object = structuredClone(model)
  object.status.phase = 'Failed'
  object.status.conditions[1]!.type = 'Deployed'
  const before = structuredClone(object)
  shareEqual(object, model)
  expect(object.spec).toBe(model.spec)
  expect(object.status.conditions[0]).toBe(model.status.conditions[0])
  expect(object).toEqual(before)
})

test('thousands of objects hold equal texts once', () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const heap = () => {
    gc()
    return process.memoryUsage().heapUsed
  }
  const text = JSON.stringify({ value: 'x'.repeat(10_000) })
  const before = heap()
  const objects = Array.from({ length: 1000 }, () => JSON.parse(text) as unknown)
  for (const [index, object] of objects.entries()) shareEqual(object, objects[index - 1])
  // They are 10 MB otherwise.
  expect(heap() - before).toBeLessThan(2_000_000)
  expect(objects).toHaveLength(1000)
})
