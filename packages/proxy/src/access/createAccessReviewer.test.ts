import { expect, test } from 'vitest'
import type { Identity } from '../identity/Identity.ts'
import { createAccessReviewer } from './createAccessReviewer.ts'

const review = { verb: 'list', resource: 'pods', namespace: 'a' }
const person = (subject: string, groups: string[] = []): Identity => ({
  subject,
  groups,
  teams: [],
  impersonate: true,
  credential: 'bearer',
})

function reviewer(answers: boolean[], { now = () => 0 }: { now?: () => number } = {}) {
  const asked: string[] = []
  const ask = createAccessReviewer(
    async (identity, cluster) => {
      asked.push(`${identity.subject}@${cluster}`)
      return { allowed: answers.shift() ?? false }
    },
    { now },
  )
  return { ask, asked }
}

test('an allowed answer is kept for five seconds', async () => {
  let now = 0
  const { ask, asked } = reviewer([true, true], { now: () => now })
  await ask(person('ann'), 'c', review)
  now = 4999
  await ask(person('ann'), 'c', review)
  expect(asked).toHaveLength(1)
  now = 5001
  await ask(person('ann'), 'c', review)
  expect(asked).toHaveLength(2)
})

test('a refusal is asked again, so that a right works as soon as it is given', async () => {
  const { ask } = reviewer([false, true])
  expect((await ask(person('ann'), 'c', review)).allowed).toBe(false)
  expect((await ask(person('ann'), 'c', review)).allowed).toBe(true)
})

test('equal questions at the same time are one', async () => {
  const { ask, asked } = reviewer([true])
  await Promise.all([ask(person('ann'), 'c', review), ask(person('ann'), 'c', review)])
  expect(asked).toHaveLength(1)
})

test('no answer is shared between people, their groups, clusters or rights', async () => {
  const { ask, asked } = reviewer([true, true, true, true, true])
  await ask(person('ann'), 'c', review)
  await ask(person('ben'), 'c', review)
  await ask(person('ann', ['admins']), 'c', review)
  await ask(person('ann'), 'd', review)
  await ask(person('ann'), 'c', { ...review, subresource: 'exec' })
  expect(asked).toHaveLength(5)
})

test('a failure is told and not kept', async () => {
  let fails = true
  const ask = createAccessReviewer(async () => {
    if (fails) throw new Error('down')
    return { allowed: true }
  })
  await expect(ask(person('ann'), 'c', review)).rejects.toThrow('down')
  fails = false
  expect((await ask(person('ann'), 'c', review)).allowed).toBe(true)
})
