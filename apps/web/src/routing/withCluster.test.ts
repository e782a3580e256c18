import { expect, test } from 'vitest'
import { withCluster } from './withCluster.ts'

test('the default cluster is not named in the address, another one is', () => {
  expect([withCluster('/', undefined), withCluster('/', '-')]).toEqual(['/', '/'])
  expect(withCluster('/usage', 'eu/west')).toBe('/usage?cluster=eu%2Fwest')
})
