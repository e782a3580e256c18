import preview from '#storybook/preview'
import { environment, environmentMetrics, pod, podMetrics, problem, storyTime } from '@catalyst/testing'
import { createMockCluster } from '@catalyst/testing/msw'
import { expect } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { MetricsBadge } from './MetricsBadge.tsx'
import { usageSamples } from './testing/usageSamples.ts'

const mebibyte = 2 ** 20
const meta = preview.meta({ title: 'Components/MetricsBadge', component: MetricsBadge, args: { metrics: undefined } })

/** Of a pod: usage against its limits, what was requested in the tooltip. */
export const Pod = meta.story({
  args: { metrics: podMetrics() },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('120m')).toBeVisible()
    await expect(canvas.getByRole('meter', { name: 'CPU' })).toHaveAttribute(
      'aria-valuetext',
      '120m of 500m, 24 % of the limit, 100m requested',
    )
    await expect(canvasElement.querySelector('.catalyst-metrics')).toHaveAttribute('data-level', 'normal')
  },
})

/** Of an environment: a warning in words once it is over its quota. */
export const OverQuota = meta.story({
  args: { metrics: environmentMetrics({ memory: { usage: 4200 * mebibyte, quota: 4096 * mebibyte } }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Critical: Memory exceeds its quota')).toBeVisible()
    await expect(canvasElement.querySelector('.catalyst-metrics')).toHaveAttribute('data-level', 'over')
  },
})

export const NearLimitDark = meta.story({
  args: { metrics: podMetrics({ cpu: { usage: 0.47, limit: 0.5 } }) },
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Warning: CPU is close to its limit')).toBeVisible()
  },
})

export const WithoutLimits = meta.story({
  args: { metrics: podMetrics({ cpu: { usage: 1.5 }, memory: { usage: 90 * mebibyte } }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1.5')).toBeVisible()
    await expect(canvas.queryByRole('meter')).toBeNull()
  },
})

export const Loading = meta.story({ args: { metrics: undefined } })

/** Why usage is not there is told apart in words: not installed, forbidden, too early, not answering. */
export const Unavailable = meta.story({
  args: { metrics: undefined },
  render: () => (
    <div style={{ display: 'grid', gap: 8 }}>
      {(['NotInstalled', 'Forbidden', 'NotYetKnown', 'Unreachable'] as const).map((reason) => (
        <MetricsBadge key={reason} metrics={{ available: false, reason, message: '' }} />
      ))}
    </div>
  ),
  play: async ({ canvasElement }) => {
    const texts = [...canvasElement.querySelectorAll('[data-state=unavailable]')].map((badge) => badge.textContent)
    await expect(new Set(texts).size).toBe(4)
    await expect(texts[0]).toBe('Usage not available: the cluster has no metrics-server')
  },
})

/** How usage went since the page has looked: a picture, and a sentence for who does not see it. */
export const WithHistory = meta.story({
  args: { metrics: podMetrics(), history: usageSamples() },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('img', { name: 'CPU in the last 14 min: between 60m and 180m' })).toBeVisible()
    await expect(canvas.getByRole('img', { name: /^Memory in the last 14 min: between/ })).toBeVisible()
  },
})

/** A pod near its own limit is told, although the environment as a whole has room. */
export const OnePodNearItsLimit = meta.story({
  args: {
    metrics: environmentMetrics({
      pods: [podMetrics(), podMetrics({ name: 'worker-1', memory: { usage: 500 * mebibyte, limit: 512 * mebibyte } })],
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Warning: Memory is close to its limit (worker-1)')).toBeVisible()
  },
})

/** Asked of the proxy by pod. */
export const OfAPod = meta.story({
  args: { namespace: 'payments-checkout-pr-42', pod: 'web-5d9c7b6f4-x2x7k' },
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    const namespace = 'payments-checkout-pr-42'
    msw.use(...createMockCluster({ pods: [pod()], metrics: { [namespace]: environmentMetrics() } }).handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('120m')).toBeVisible()
  },
})

/** The connection is gone: what was measured last stays, and it says since when. */
export const Stale = meta.story({
  args: { metrics: podMetrics(), staleSince: new Date(storyTime(-180)) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('As it was 3 min ago: nothing newer is known')).toBeVisible()
    await expect(canvasElement.querySelector('.catalyst-metrics')).toHaveAttribute('data-stale')
  },
})

/** Asked of the proxy by environment, and refused: said in words, not an error page. */
export const RequestFailed = meta.story({
  args: { namespace: 'payments-checkout', environment: 'pr-42' },
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    const cluster = createMockCluster({ environments: [environment()] })
    cluster.world.refuse('metrics', problem('SERVER_ERROR'))
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Usage could not be loaded')).toBeVisible()
  },
})
