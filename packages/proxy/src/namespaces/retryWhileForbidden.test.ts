import { KubernetesError } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { retryWhileForbidden } from './retryWhileForbidden.ts'

const refusal = (message: string) => new KubernetesError(message, { status: 403, reason: 'Forbidden' })

test('tries again until it is allowed', async () => {
  const answers = [refusal('no'), refusal('not yet')]
  const attempt = async () => {
    const error = answers.shift()
    if (error !== undefined) throw error
    return 'done'
  }
  expect(await retryWhileForbidden(attempt)).toBe('done')
})

test('gives the last refusal when the time is over', async () => {
  let count = 0
  const attempt = async () => Promise.reject(refusal(`no ${++count}`))
  await expect(retryWhileForbidden(attempt, { forMs: 0 })).rejects.toThrow('no 1')
})

test.each([refusal('pods "x" is forbidden: exceeded quota: q'), new Error('broken')])(
  'does not try again after %s',
  async (error) => {
    let count = 0
    const attempt = async () => {
      count++
      throw error
    }
    await expect(retryWhileForbidden(attempt)).rejects.toBe(error)
    expect(count).toBe(1)
  },
)
