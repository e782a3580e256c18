import preview from '#storybook/preview'
import { environment, logLines, pod, storyNow } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { createCatalystClient } from '@catalyst/sdk'
import { expect, spyOn, userEvent, waitFor } from 'storybook/test'
import { CatalystProvider } from '../../provider/CatalystProvider.tsx'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { LogViewer } from './LogViewer.tsx'

const namespace = 'payments-checkout-pr-42'
const podName = 'web-5d9c7b6f4-x2x7k'

const ofPod = { target: { namespace, pod: podName }, style: { height: 420 } }

const clientWithToken = createCatalystClient({ token: 'secret' })

let cluster: MockCluster

const meta = preview.meta({
  title: 'Components/LogViewer',
  component: LogViewer,
  decorators: [withCatalyst],
  beforeEach({ msw }) {
    cluster = createMockCluster({ environments: [environment()], pods: [pod()] })
    cluster.world.log.append(
      ...logLines(800),
      ...logLines(5, { container: 'sidecar', text: (number) => `sidecar ${number}` }),
    )
    msw.use(...cluster.handlers)
  },
})

/** Follows a pod: the backlog that was chosen, then every new line. */
export const OfAPod = meta.story({
  args: ofPod,
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log')
    await waitFor(() => expect(canvas.getByText('505 lines')).toBeVisible())
    cluster.world.log.append(...logLines(1, { text: () => 'and a new one' }))
    await waitFor(() => expect(log).toHaveTextContent('and a new one'))
    const download = canvas.getByRole('link', { name: /^Download everything/ })
    const answer = await fetch(download.getAttribute('href')!)
    await expect((await answer.text()).trim().split('\n')).toHaveLength(806)
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Show' }), 'Everything')
    await waitFor(() => expect(canvas.getByText('806 lines')).toBeVisible())
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Container' }), 'sidecar')
    await waitFor(() => expect(canvas.getByText('5 lines')).toBeVisible())
  },
})

/** A link carries no token: with one, the whole log is fetched and then saved. */
export const DownloadWithToken = meta.story({
  args: ofPod,
  render: (args) => (
    <CatalystProvider client={clientWithToken}>
      <LogViewer {...args} />
    </CatalystProvider>
  ),
  play: async ({ canvas }) => {
    const saved: string[] = []
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
    await userEvent.click(await canvas.findByRole('button', { name: /^Download everything/ }))
    await waitFor(() => expect(saved).toEqual([`${podName}.log`]))
    click.mockRestore()
  },
})

/** A stream that is cut goes on after the last line: none is missing and none comes twice. */
export const SurvivesACutStream = meta.story({
  args: { ...ofPod, container: 'app', tailLines: undefined },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getByText('800 lines')).toBeVisible())
    cluster.world.cut()
    await waitFor(() => expect(canvasElement.querySelector('section')).toHaveAttribute('data-stale'))
    cluster.world.log.append(...logLines(20, { text: (number) => `missed ${number}` }))
    cluster.world.restore()
    await waitFor(() => expect(canvas.getByText('820 lines')).toBeVisible())
    await waitFor(() => expect(canvasElement.querySelector('section')).not.toHaveAttribute('data-stale'))
    const texts = () => [...canvasElement.querySelectorAll('.catalyst-log-text')].map((line) => line.textContent)
    const missed = Array.from({ length: 20 }, (_, index) => `missed ${index + 1}`)
    await waitFor(() => expect(texts().slice(-21)).toEqual(['line 800', ...missed]))
    await expect(canvas.getByText(/^No connection from .* no line is missing$/)).toBeVisible()
  },
})

/** A container that has not started says why; its log begins by itself once it has. */
export const StartsWithItsContainer = meta.story({
  args: ofPod,
  beforeEach({ msw }) {
    cluster = createMockCluster({ pods: [pod()] })
    cluster.world.log.mark({ state: 'waiting', pod: podName, container: 'app', reason: 'ContainerCreating' })
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log')
    await waitFor(() => expect(log).toHaveTextContent('Waiting for app to start (ContainerCreating)'))
    cluster.world.log.append(...logLines(1, { text: () => 'here I am' }))
    await waitFor(() => expect(log).toHaveTextContent('here I am'))
  },
})

/** How old lines may be, and the run before the last restart. */
export const SinceAndPrevious = meta.story({
  args: ofPod,
  beforeEach() {
    const hourAgo = new Date(storyNow.getTime() - 3_600_000)
    cluster.world.log.append(...logLines(10, { container: 'migrate', from: hourAgo }))
    cluster.world.previousLog.append(...logLines(3, { text: (number) => `before the crash ${number}` }))
  },
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log')
    await waitFor(() => expect(canvas.getByText('515 lines')).toBeVisible())
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Since' }), '5 min ago')
    await waitFor(() => expect(canvas.getByText('505 lines')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Log of the run before the last restart' }))
    await waitFor(() => expect(log).toHaveTextContent('before the crash 3'))
    await waitFor(() => expect(canvas.getByText('End of what was asked for')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Log of the run before the last restart' }))
    await waitFor(() => expect(canvas.getByText('505 lines')).toBeVisible())
  },
})

/** There is no run before the first. */
export const NoPreviousRun = meta.story({
  args: { ...ofPod, previous: true },
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log')
    await waitFor(() => expect(log).toHaveTextContent('There was no run before this one, or nothing of it is kept'))
  },
})

/** A link to a line loads the log from shortly before it, and shows it. */
export const OpensAtALine = meta.story({
  args: { ...ofPod, line: `${new Date(storyNow.getTime() + 300 * 10).toISOString()}@${podName}/app` },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getByText('805 lines')).toBeVisible())
    await expect(await canvas.findByRole('button', { name: 'Unmark the line' })).toBeVisible()
    const marked = () => canvasElement.querySelector('[data-marked]')
    await waitFor(() => expect(marked()).toHaveTextContent('line 301'))
    await expect(canvas.getByRole('combobox', { name: 'Since' })).toHaveDisplayValue('The linked line')
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Show' }), 'Last 100')
    await waitFor(() => expect(canvas.getByText('The linked line is not in what is loaded')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Load the log from there' }))
    await waitFor(() => expect(marked()).toHaveTextContent('line 301'))
  },
})

/** Restart, rotation, end: each is marked where it happened, and the lines stay when the pod is gone. */
export const KeptAfterThePodIsGone = meta.story({
  args: ofPod,
  play: async ({ canvas }) => {
    const log = await canvas.findByRole('log')
    await waitFor(() => expect(canvas.getByText('505 lines')).toBeVisible())
    const of = { pod: podName, container: 'app' }
    cluster.world.log.mark({ state: 'container-restarted', ...of, reason: 'OOMKilled' })
    cluster.world.log.append(...logLines(2, { text: (number) => `second life ${number}` }))
    cluster.world.log.mark({ state: 'ended', ...of, reason: 'Completed' })
    cluster.world.log.mark({ state: 'gone', pod: podName, reason: 'Evicted' })
    await waitFor(() => expect(log).toHaveTextContent('app restarted (OOMKilled)'))
    await waitFor(() => expect(log).toHaveTextContent('second life 2'))
    await waitFor(() => expect(canvas.getByText('It is gone (Evicted); its log stays here')).toBeVisible())
    await waitFor(() => expect(canvas.getByText('507 lines')).toBeVisible())
  },
})

/** A pod that does not exist. */
export const NotFound = meta.story({
  args: { ...ofPod, target: { namespace, pod: 'nobody' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Not found')
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
})

/** Lines of one's own, without a proxy. */
export const GivenLines = meta.story({
  args: { lines: logLines(3), style: { height: 300 } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('3 lines')).toBeVisible()
    await expect(canvas.getByText('End of what was asked for')).toBeVisible()
  },
})
