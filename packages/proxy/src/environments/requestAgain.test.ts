import type { Environment } from '@catalyst/api'
import { expect, test } from 'vitest'
import type { Caller } from '../objects/Caller.ts'
import type { RestContext } from '../RestContext.ts'
import { requestAgain } from './requestAgain.ts'

const message = 'All 3 attempts to deploy this revision are used. A new commit begins anew.'
const lastTransitionTime = '2026-01-01T00:00:00Z'
const caller = {} as Caller
const ref = { namespace: 'acme-shop', name: 'pr-1' }

function failed(reason: string): Environment {
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'pr-1', namespace: 'acme-shop', resourceVersion: '7' },
    spec: { projectRef: { name: 'shop' }, type: 'development', retainOnClose: false },
    status: {
      phase: 'Failed',
      conditions: [{ type: 'Retrying', status: 'False', reason, message, lastTransitionTime }],
    },
  }
}

/** Environments of which one is there, and what was written to it. */
function holding(environment: Environment) {
  const written: object[] = []
  const environments = {
    getFresh: () => Promise.resolve(environment),
    patch: (_: Caller, __: object, patch: object) => {
      written.push(patch)
      return Promise.resolve(environment)
    },
  } as unknown as RestContext['environments']
  return { environments, written }
}

test('nobody asks for another deployment where no attempt is left, and is told why', async () => {
  const { environments, written } = holding(failed('AttemptsUsedUp'))
  const asked = requestAgain({ environments }, caller, { ref, field: 'retryRequest' })
  await expect(asked).rejects.toMatchObject({ code: 'CONFLICT', message, options: { reason: 'AttemptsUsedUp' } })
  expect(written).toEqual([])
})

test('its dev command can still be asked to run again', async () => {
  const { environments, written } = holding(failed('AttemptsUsedUp'))
  const { request } = await requestAgain({ environments }, caller, { ref, field: 'restartRequest' })
  expect(written).toEqual([{ metadata: { resourceVersion: '7' }, spec: { restartRequest: request } }])
})

test('with an attempt left it is written on the version that was judged', async () => {
  const { environments, written } = holding(failed('Other'))
  const { request } = await requestAgain({ environments }, caller, { ref, field: 'retryRequest' })
  expect(written).toEqual([{ metadata: { resourceVersion: '7' }, spec: { retryRequest: request } }])
})
