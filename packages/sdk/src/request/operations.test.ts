import { routes } from '@catalyst/api'
import { expect, test } from 'vitest'
import { operations } from './operations.ts'

test('the table of operations says what the contract says, but for where a browser navigates', () => {
  const contract = Object.fromEntries(
    Object.entries(routes)
      .filter(([id]) => id !== 'login' && id !== 'loginCallback')
      .map(([id, route]) => [
        id,
        {
          method: route.method,
          path: route.path,
          ...('bodyType' in route.request ? { bodyType: route.request.bodyType } : {}),
        },
      ]),
  )
  expect(operations).toEqual(contract)
})
