import { environmentWriteSchema } from '@catalyst/api'
import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { recreationOf } from './recreationOf.ts'

test('it is made again as it was, but neither its identity nor requests that were served come back', () => {
  const gone = environment({ spec: { retryRequest: '7', restartRequest: '8', devCommand: 'npm run dev' } })
  const again = recreationOf(gone)
  expect(environmentWriteSchema.parse(again)).toMatchObject({ metadata: { name: 'pr-42' } })
  expect(again).toEqual({
    metadata: { name: 'pr-42', namespace: 'payments-checkout', labels: gone.metadata.labels },
    spec: environment({ spec: { devCommand: 'npm run dev' } }).spec,
  })
})

test.each([
  ['nothing', undefined],
  ['something else', { kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } }],
  ['half of one', { kind: 'Environment', metadata: { name: 'pr-42' } }],
])('%s can not be made again', (_what, object) => {
  expect(recreationOf(object)).toBeUndefined()
})
