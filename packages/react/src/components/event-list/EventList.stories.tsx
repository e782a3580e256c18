import preview from '#storybook/preview'
import { environment, event, problem, storyTime } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { EventList } from './EventList.tsx'
import { EventListView } from './EventListView.tsx'

const meta = preview.meta({ title: 'Components/EventList', component: EventListView, args: { events: [] } })

const backOff = (lastAt: string, count: number) => ({
  ...event({
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container worker in pod worker-77b9c4d8d-qm2zn',
    about: { kind: 'Pod', name: 'worker-77b9c4d8d-qm2zn' },
    count,
    lastAt,
  }),
  firstTimestamp: storyTime(-1800),
})
const events = [
  event({ reason: 'Pulled', message: 'Container image "registry.example.com/app:1.4.2" already present on machine' }),
  backOff(storyTime(-95), 9),
  event({ reason: 'Started', message: 'Started container app', lastAt: storyTime(-50) }),
  { ...backOff(storyTime(-12), 4), metadata: { name: 'worker.2', uid: 'another' } },
]

/** The same thing said again and again is one entry, with how often and over how long; warnings are marked in words. */
export const Grouped = meta.story({
  args: { events },
  play: async ({ canvas }) => {
    const items = canvas.getAllByRole('listitem')
    await expect(items.map((item) => item.dataset['type'])).toEqual(['Warning', 'Normal', 'Normal'])
    await expect(items[0]).toHaveTextContent(/^WarningBackOff/)
    await expect(items[0]).toHaveTextContent('13 times in 29 min')
  },
})

export const GroupedDark = meta.story({ args: { events }, globals: { theme: 'dark' } })

export const OnlyWarnings = meta.story({
  args: { events },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Only warnings (1)' }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.click(canvas.getByRole('checkbox'))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3)
  },
})

export const More = meta.story({
  args: {
    events: Array.from({ length: 30 }, (_, index) =>
      event({ reason: `Scheduled${index}`, lastAt: storyTime(-index * 20) }),
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('listitem')).toHaveLength(12)
    await userEvent.click(canvas.getByRole('button', { name: 'Show 18 more' }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(30)
  },
})

export const Empty = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Kubernetes keeps events for an hour/)).toBeVisible()
  },
})

export const Loading = meta.story({ args: { events: undefined } })

export const Narrow = meta.story({
  args: { events },
  render: (args) => (
    <div style={{ width: 320 }}>
      <EventListView {...args} />
    </div>
  ),
})

let cluster: MockCluster

/** Of an environment: what is refused says so, and is asked for again. */
export const OfAnEnvironment = meta.story({
  render: () => <EventList namespace="payments-checkout" environment="pr-42" />,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()], events })
    cluster.world.refuse('events', problem('FORBIDDEN'))
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not see this')
    cluster.world.refuse('events', undefined)
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(3))
  },
})

/** Of a namespace, live: an event is there without a reload. */
export const OfANamespace = meta.story({
  render: () => <EventList namespace="payments-checkout-pr-42" />,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()], events: [] })
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Nothing happened lately/)).toBeVisible()
    cluster.world.events.put(event({ reason: 'Killing', message: 'Stopping container app' }))
    await expect(await canvas.findByText('Killing')).toBeVisible()
  },
})
