import { expect, test } from 'vitest'
import { allowedMethods, matchOperation, operationsAt } from './matchOperation.ts'

test('a path and a method name an operation and its parameters', () => {
  expect(matchOperation('GET', '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1')).toMatchObject({
    id: 'getEnvironment',
    params: { cluster: '-', namespace: 'acme-shop', name: 'pr-1' },
  })
  expect(matchOperation('HEAD', '/api/v1/session')?.id).toBe('getSession')
  expect(matchOperation('DELETE', '/api/v1/session')).toBeUndefined()
  expect(matchOperation('GET', '/api/v1/session/')).toBeUndefined()
  expect(matchOperation('GET', '/api/v1/clusters/-/environments/extra')).toBeUndefined()
})

test('a path tells the methods that it takes', () => {
  expect(allowedMethods(operationsAt('/api/v1/clusters/-/environments'))).toBe('GET, HEAD, POST')
  expect(allowedMethods(operationsAt('/api/v1/clusters/-/namespaces/a/environments/b'))).toBe(
    'GET, HEAD, PUT, PATCH, DELETE',
  )
  expect(operationsAt('/api/v1/nothing')).toEqual([])
})
