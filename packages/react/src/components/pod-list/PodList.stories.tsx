import preview from '#storybook/preview'
import { environment, event, pod, problem } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { PodList } from './PodList.tsx'
import { PodListView } from './PodListView.tsx'

const meta = preview.meta({ title: 'Components/PodList', component: PodListView, args: { pods: [] } })

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

/** Why there is none. */
export const QuotaExceeded = meta.story({
  args: {
    events: [
      event({
        type: 'Warning',
        reason: 'FailedCreate',
        about: { kind: 'ReplicaSet', name: 'web-5d9c7b6f4' },
        message: 'Error creating: pods "web-1" is forbidden: exceeded quota: catalyst, requested: limits.cpu=1',
      }),
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No pod is running here.')).toBeVisible()
    await expect(canvas.getByText(/because the quota is used up/)).toBeVisible()
  },
})

export const Loading = meta.story({
  args: { pods: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('list')).toHaveAttribute('aria-busy', 'true')
  },
})

const pulling = pod({
  name: 'web-66f7d9c5b-l8k2d',
  phase: 'Pending',
  containers: [
    {
      name: 'app',
      image: 'registry.example.com/checkout/app:9.9.9',
      state: 'waiting',
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image "registry.example.com/checkout/app:9.9.9"',
    },
  ],
})
const pullFailed = event({
  type: 'Warning',
  reason: 'Failed',
  about: { kind: 'Pod', name: 'web-66f7d9c5b-l8k2d' },
  message:
    'Failed to pull image "registry.example.com/checkout/app:9.9.9": rpc error: code = NotFound desc = failed to resolve reference: not found',
})
const unscheduled = pod({ name: 'db-0', phase: 'Pending', containers: [{ name: 'db', state: 'waiting' }] })
unscheduled.status!['conditions'] = [
  {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message: '0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available.',
  },
]
const killed = pod({
  name: 'search-7d4b9f-9xk4q',
  containers: [{ name: 'search', restarts: 3, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }],
})

/** Why each does not run, in plain words, with what to do about it, and Kubernetes' own words for those who want them. */
export const Troubles = meta.story({
  args: { pods: [pulling, crashing, unscheduled, killed], events: [pullFailed] },
  play: async ({ canvas, canvasElement }) => {
    const causes = [...canvasElement.querySelectorAll<HTMLElement>('[data-cause]')].map((note) => note.dataset['cause'])
    await expect(causes).toEqual(['ImageNotFound', 'Crash', 'NoRoom', 'OutOfMemory'])
    await expect(canvas.getByText(/does not exist/)).toBeVisible()
    await expect(canvas.getByText('It crashes with exit code 1')).toBeVisible()
    await expect(canvas.getByText('No node has enough memory left for it')).toBeVisible()
    await userEvent.click(canvas.getAllByText('What Kubernetes says')[0]!)
    await expect(canvas.getByText(/failed to resolve reference: not found/)).toBeVisible()
  },
})

export const TroublesDark = meta.story({ args: Troubles.input.args, globals: { theme: 'dark' } })

export const TroublesNarrow = meta.story({
  args: Troubles.input.args,
  render: (args) => (
    <div style={{ width: 320 }}>
      <PodListView {...args} />
    </div>
  ),
})

let cluster: MockCluster

/** Events are asked for only once something is the matter, and tell what the status of the pod does not. */
export const ExplainedByEvents = meta.story({
  render: () => <PodList namespace="payments-checkout" environment="pr-42" />,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()], pods: [pod()], events: [pullFailed] })
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas, canvasElement }) => {
    const cause = () => canvasElement.querySelector<HTMLElement>('[data-cause]')?.dataset['cause']
    await expect(await canvas.findByText('web-5d9c7b6f4-x2x7k')).toBeVisible()
    await expect(cluster.world.requests.some((request) => request.endsWith('/events'))).toBe(false)
    cluster.world.pods.put(pulling)
    await waitFor(() => expect(cause()).toBe('ImageNotFound'))
  },
})

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
