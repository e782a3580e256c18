import { expect, test } from 'vitest'
import { z } from 'zod'
import { settingsOf } from './settingsOf.ts'

const place = z.strictObject({ cidr: z.string() })

test.each<[string, z.ZodType, string | undefined]>([
  ['a text', z.string(), 'CATALYST_GIT_HOSTS'],
  ['a list of texts', z.array(z.string()), 'CATALYST_GIT_HOSTS'],
  ['a mapping', z.record(z.string(), z.string()), undefined],
  ['a list of mappings', z.array(place), undefined],
  ['a list of mappings of several kinds', z.array(z.union([place, z.strictObject({ name: z.string() })])), undefined],
])('%s is set by a variable where a text can say it', (_, schema, variable) => {
  const whole = z.strictObject({ git: z.strictObject({ hosts: schema }) })
  expect(settingsOf(whole, { prefix: 'CATALYST_' })).toMatchObject([{ key: 'git.hosts', variable }])
})
