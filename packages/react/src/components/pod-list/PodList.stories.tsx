import preview from '#storybook/preview'
import { environment, pod, problem } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { PodList } from './PodList.tsx'
import { PodListView } from './PodListView.tsx'

const meta = preview.meta({ component: PodListView, args: { pods: [] } })

const healthy = pod({
  initContainers: [{ name: 'migrate', state: 'terminated', reason: 'Completed' }],
  containers: [
    { name: 'app' },
    { name: 'sidecar', restarts: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
  ],
  ephemeralContainers: [{ name: 'debugger-x7k2p', image: 'busybox:1.37' }],
})
const crashing = pod({
  name: 'worker-77b9c4d8d-qm2zn',
  containers: [
    {
      name: 'worker',
      state: 'waiting',
      reason: 'CrashLoopBackOff',
      message: 'back-off 2m40s restarting failed container=worker pod=worker-77b9c4d8d-qm2zn',
      restarts: 7,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    },
  ],
})

/** All containers, init and debug ones too, with their restarts and reasons; a shell only where something runs. */
export const AllContainers = meta.story({
  args: { pods: [healthy, crashing], onOpenLog: fn(), onOpenShell: fn() },
  play: async ({ canvas, args }) => {
    await expect(canvas.getByText('CrashLoopBackOff')).toBeVisible()
    await expect(canvas.getByText('Last run: OOMKilled, exit code 137')).toBeVisible()
    await expect(canvas.getAllByRole('listitem').filter((item) => item.dataset['kind'])).toHaveLength(5)
    await userEvent.click(canvas.getByRole('button', { name: 'Log of worker in worker-77b9c4d8d-qm2zn' }))
    await expect(args.onOpenLog).toHaveBeenCalledWith('worker-77b9c4d8d-qm2zn', 'worker')
    await expect(canvas.getByRole('button', { name: 'Shell in worker of worker-77b9c4d8d-qm2zn' })).toBeDisabled()
  },
})

export const AllContainersDark = meta.story({ args: AllContainers.input.args, globals: { theme: 'dark' } })

export const Narrow = meta.story({
  args: AllContainers.input.args,
  render: (args) => (
    <div style={{ width: 350 }}>
      <PodListView {...args} />
    </div>
  ),
})

export const Empty = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No pod is running here.')).toBeVisible()
  },
})

export const Loading = meta.story({
  args: { pods: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('list')).toHaveAttribute('aria-busy', 'true')
  },
})

let cluster: MockCluster

/** Of an environment, live: a pod that appears is there without a reload. */
export const OfAnEnvironment = meta.story({
  render: () => <PodList namespace="payments-checkout" environment="pr-42" />,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()], pods: [healthy] })
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('web-5d9c7b6f4-x2x7k')).toBeVisible()
    cluster.world.pods.put(crashing)
    await waitFor(() => expect(canvas.getByText('worker-77b9c4d8d-qm2zn')).toBeVisible())
  },
})

export const Refused = meta.story({
  render: () => <PodList namespace="payments-checkout" environment="pr-42" />,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()] })
    cluster.world.refuse('pods', problem('FORBIDDEN'))
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not see this')
    cluster.world.refuse('pods', undefined)
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('No pod is running here.')).toBeVisible()
  },
})
