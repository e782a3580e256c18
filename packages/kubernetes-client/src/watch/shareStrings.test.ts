import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { shareStrings } from './shareStrings.ts'

const full = { kind: 'Environment', metadata: { labels: { team: 'acme-team' } }, list: ['long enough', 1, null, true] }

test.each([
  [full, structuredClone(full)],
  [full, { kind: 'Something else', metadata: null, list: { 0: 'long enough' } }],
  [{ metadata: null, list: 'a text' }, full],
  [full, undefined],
  [['only a text'], ['only a text', 'and more']],
  [{ long: 'constructor' }, {}],
])('%j says the same after it was compared with %j', (object, model) => {
  const copy = structuredClone(object)
  const modelCopy = structuredClone(model)
  shareStrings(copy, model)
  expect(copy).toEqual(object)
  expect(model).toEqual(modelCopy)
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
  for (const [index, object] of objects.entries()) shareStrings(object, objects[index - 1])
  // They are 10 MB otherwise.
  expect(heap() - before).toBeLessThan(2_000_000)
  expect(objects).toHaveLength(1000)
})
