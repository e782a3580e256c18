import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ListBody } from './ListBody.ts'

const list = (resourceVersion: string, ...names: string[]) =>
  new ListBody({ items: names.map((name) => ({ metadata: { name } })), metadata: { resourceVersion } })

test('is the list as JSON, plain and compressed', async () => {
  const body = list('7', 'a', 'ü')
  const text = '{"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"ü"}}],"metadata":{"resourceVersion":"7"}}'
  expect(Buffer.from(body.bytes).toString()).toBe(text)
  expect(gunzipSync(await body.compressed('gzip')).toString()).toBe(text)
  expect(brotliDecompressSync(await body.compressed('br')).toString()).toBe(text)
  expect(body.compressed('br')).toBe(body.compressed('br'))
})

test('the tag is that of the items: it outlives changes of the cluster that are none of the list', () => {
  expect(list('7', 'a').etag).toBe(list('8', 'a').etag)
  expect(list('7', 'a').etag).not.toBe(list('7', 'a', 'b').etag)
  const page = (remainingItemCount: number) =>
    new ListBody({ items: [], metadata: { resourceVersion: '7', remainingItemCount } }).etag
  expect(page(1)).not.toBe(page(2))
})
