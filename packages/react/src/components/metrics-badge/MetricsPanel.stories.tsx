import preview from '#storybook/preview'
import { environment, environmentMetrics, pod, podMetrics, problem, storyTime } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { MetricsPanel } from './MetricsPanel.tsx'
import { MetricsPanelView } from './MetricsPanelView.tsx'
import { usageSamples } from './testing/usageSamples.ts'

const mebibyte = 2 ** 20
const home = 'payments-checkout-pr-42'
const namespace = 'payments-checkout'
const ofEnvironment = { namespace, environment: 'pr-42' }

let cluster: MockCluster

const meta = preview.meta({
  title: 'Components/MetricsPanel',
  component: MetricsPanel,
  decorators: [withCatalyst],
  args: ofEnvironment,
  beforeEach({ msw }) {
    cluster = createMockCluster({
      environments: [environment()],
      pods: [pod()],
      metrics: { [home]: environmentMetrics({ pods: [podMetrics(), worker] }) },
    })
    msw.use(...cluster.handlers)
  },
})

const worker = podMetrics({
  name: 'worker-7c9',
  cpu: { usage: 0.3, request: 0.2 },
  memory: { usage: 300 * mebibyte, request: 256 * mebibyte, limit: 512 * mebibyte },
})

/** An environment by its pods: against its quota, and each pod against its own limits. */
export const OfAnEnvironment = meta.story({
  args: ofEnvironment,
  play: async ({ canvas }) => {
    const table = await canvas.findByRole('table', { name: 'Usage by pod' })
    // The greediest first.
    await expect([...table.querySelectorAll('tbody th')].map((cell) => cell.textContent)).toEqual([
      'worker-7c9',
      'web-5d9c7b6f4-x2x7k',
    ])
    const cpu = canvas.getByRole('figure', { name: /^CPU/ })
    await expect(cpu).toHaveTextContent('Now120mRequested300mLimitnoneQuota2')
  },
})

/** A pod by its containers. */
export const OfAPod = meta.story({
  args: { namespace: home, pod: 'web-5d9c7b6f4-x2x7k' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('table', { name: 'Usage by container' })).toHaveTextContent('app')
    await expect(canvas.getByText(/^Measured .* ago, over 15s$/)).toBeVisible()
  },
})

/** What is measured while it is shown becomes the picture. */
export const KeepsHistory = meta.story({
  args: { namespace: home, pod: 'web-5d9c7b6f4-x2x7k' },
  play: async ({ canvas }) => {
    await canvas.findByRole('table', { name: 'Usage by container' })
    await expect(canvas.queryByRole('img')).toBeNull()
    const later = { ...podMetrics({ cpu: { usage: 0.24, limit: 0.5 } }), timestamp: storyTime(20) }
    cluster.world.setMetrics(home, environmentMetrics({ pods: [later] }))
    await waitFor(() =>
      expect(canvas.getByRole('img', { name: 'CPU in the last 30 s: between 120m and 240m' })).toBeVisible(),
    )
  },
})

const full = environmentMetrics({
  cpu: { usage: 1.9, quota: 2 },
  memory: { usage: 4200 * mebibyte, quota: 4096 * mebibyte },
  pods: [podMetrics(), worker],
})

/** Warning and critical are words, not colours alone. */
export const OverQuota = meta.story({
  args: ofEnvironment,
  render: () => <MetricsPanelView metrics={full} history={usageSamples()} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Warning: CPU is close to its quota')).toBeVisible()
    await expect(canvas.getByText('Critical: Memory exceeds its quota')).toBeVisible()
  },
})

export const Dark = meta.story({
  args: ofEnvironment,
  render: () => <MetricsPanelView metrics={full} history={usageSamples()} />,
  globals: { theme: 'dark' },
})

/** On a phone. */
export const Narrow = meta.story({
  args: ofEnvironment,
  render: () => (
    <div style={{ width: 320 }}>
      <MetricsPanelView metrics={full} history={usageSamples()} />
    </div>
  ),
  play: async ({ canvasElement }) => {
    const panel = canvasElement.querySelector('.catalyst-metrics-panel')!
    await expect(panel.scrollWidth).toBeLessThanOrEqual(panel.clientWidth)
  },
})

/** Where there is no metrics API it says so, and what to do. */
export const NotInstalled = meta.story({
  args: ofEnvironment,
  beforeEach: () => {
    cluster.world.setMetrics(home, { available: false, reason: 'NotInstalled', message: '' })
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Usage not available: the cluster has no metrics-server')).toBeVisible()
    await expect(canvas.getByText(/can install metrics-server/)).toBeVisible()
  },
})

export const Loading = meta.story({
  args: ofEnvironment,
  beforeEach: () => cluster.world.hold(),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading usage')).toBeInTheDocument()
    await expect(canvas.getByRole('region', { name: 'Usage' })).toHaveAttribute('aria-busy', 'true')
    cluster.world.release()
    await expect(await canvas.findByRole('table')).toBeVisible()
  },
})

export const RequestFailed = meta.story({
  args: ofEnvironment,
  beforeEach: () => cluster.world.refuse('metrics', problem('SERVER_ERROR')),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Usage could not be loaded')).toBeVisible()
  },
})
