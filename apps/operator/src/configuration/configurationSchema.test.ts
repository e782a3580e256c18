import { defaultSettings } from '@catalyst/operator'
import { expect, test } from 'vitest'
import { configurationSchema } from './configurationSchema.ts'
import { settingsOf } from './settingsOf.ts'

test('what is not configured is as the operator has it by itself', () => {
  expect(settingsOf(configurationSchema.parse({}))).toEqual(defaultSettings)
})

test('environments may be let out to ranges of addresses and to namespaces', () => {
  const egress = [
    { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'], ports: [443] },
    { namespace: 'registry', ports: [5000] },
  ]
  expect(settingsOf(configurationSchema.parse({ network: { egress } })).network.egress).toEqual(egress)
})

test.each([[{ cidr: '10.0.0.1' }], [{ cidr: '10.0.0.0/8', namespace: 'registry' }], [{ ports: [443] }]])(
  'what is neither is refused with what to give: %j',
  (place) => {
    const { error } = configurationSchema.safeParse({ network: { egress: [place] } })
    expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'network.egress.0: Give {cidr, except, ports}, the range such as 0.0.0.0/0, or {namespace, ports}.',
    ])
  },
)

test.each([
  ['https://{namespace}.preview.example.com', true],
  ['http://{namespace}.localhost:8080/', true],
  ['http://{namespace}.preview.example.com', false],
  ['https://preview.example.com/{namespace}', false],
  ['{namespace}', false],
])('an address is https, but for localhost, with the namespace in its host: %s', (urlTemplate, isTaken) => {
  expect(configurationSchema.safeParse({ urlTemplate }).success).toBe(isTaken)
})
