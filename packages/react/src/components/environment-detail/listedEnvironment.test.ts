import { environment } from '@catalyst/testing'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { queryKeys } from '../../queries/queryKeys.ts'
import { listedEnvironment } from './listedEnvironment.ts'

test('an environment is found in any list of its cluster, and in no other', () => {
  const queryClient = new QueryClient()
  const items = [environment({ name: 'pr-7' }), environment()]
  queryClient.setQueryData(queryKeys.environmentList({ cluster: 'staging', labelSelector: 'team=payments' }), {
    items,
    metadata: { resourceVersion: '1' },
  })
  const ref = { namespace: 'payments-checkout', name: 'pr-42' }
  expect(listedEnvironment(queryClient, { ...ref, cluster: 'staging' })).toBe(items[1])
  expect(listedEnvironment(queryClient, ref)).toBeUndefined()
  expect(listedEnvironment(queryClient, { ...ref, cluster: 'staging', namespace: 'other' })).toBeUndefined()
})
