import { expect, test } from 'vitest'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { containerLimits } from './containerLimits.ts'

const { containerDefaults, quota } = defaultSettings

test('within the default quota a container gets what is configured', () => {
  expect(containerLimits(containerDefaults, quota)).toEqual(containerDefaults)
})

test.each([
  [
    { cpu: '1', memory: '512Mi' },
    { cpu: '250m', memory: '131072Ki' },
    { cpu: '50m', memory: '64Mi' },
  ],
  [
    { cpu: '100m', memory: '64Mi' },
    { cpu: '25m', memory: '16384Ki' },
    { cpu: '25m', memory: '16384Ki' },
  ],
])('within a quota of %o it gets a quarter of it at most', (small, limits, requests) => {
  expect(containerLimits(containerDefaults, small)).toEqual({ limits, requests })
})
