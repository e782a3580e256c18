import preview from '#storybook/preview'
import type { AccessReview } from '@catalyst/api'
import { condition, environment, environmentMetrics, event, pod, problem, project, storyTime } from '@catalyst/testing'
import { createMockCluster, type MockCluster, type MockWorldOptions } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { EnvironmentDetail } from './EnvironmentDetail.tsx'

const meta = preview.meta({
  title: 'Components/EnvironmentDetail',
  component: EnvironmentDetail,
  decorators: [withCatalyst],
  args: {
    namespace: 'payments-checkout',
    name: 'pr-42',
    renderLog: ({ target, container }) => <pre>{JSON.stringify({ log: target, container })}</pre>,
    renderTerminal: ({ target, isShown, onContainerChange }) => (
      <>
        <button type="button" onClick={() => onContainerChange('proxy')}>
          Shell in proxy
        </button>
        <pre>{JSON.stringify({ shell: target, isShown })}</pre>
      </>
    ),
  },
})

let cluster: MockCluster

const home = 'payments-checkout-pr-42'
const worker = 'worker-77b9c4d8d-qm2zn'
const crashing = pod({
  name: worker,
  containers: [
    {
      name: 'worker',
      state: 'waiting',
      reason: 'CrashLoopBackOff',
      restarts: 7,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    },
  ],
})
const ready = environment({
  status: { sources: [{ name: 'app', commitSha: '4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d' }] },
})
const degraded = environment({
  phase: 'Degraded',
  message: 'The command ended with exit code 1: npm run dev',
  conditions: [
    condition('NamespaceReady'),
    condition('BuildSucceeded'),
    condition('Deployed'),
    condition('Ready', { status: 'False', reason: 'CommandFailed', message: 'npm run dev ended with exit code 1.' }),
  ],
  status: { detected: { type: 'node', command: 'npm run dev' } },
})

function serving(options: MockWorldOptions = {}) {
  return ({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) => {
    cluster = createMockCluster({
      environments: [ready],
      projects: [project()],
      pods: [pod({ containers: [{ name: 'app' }, { name: 'proxy' }] }), crashing],
      events: [
        event({ reason: 'Pulled', message: 'Container image already present on machine' }),
        event({
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container worker',
          about: { kind: 'Pod', name: worker },
          count: 7,
          lastAt: storyTime(-20),
        }),
      ],
      metrics: { [home]: environmentMetrics() },
      ...options,
    })
    msw.use(...cluster.handlers)
  }
}

/** Everything about one environment, live. */
export const Ready = meta.story({
  beforeEach: serving(),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { level: 2, name: 'pr-42' })).toBeVisible()
    await canvas.findByRole('tab', { name: 'Overview' })
    const titles = canvas.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)
    await expect(titles).toEqual(['Conditions', 'Events', 'Usage', 'Details'])
    await expect(await canvas.findByRole('link', { name: 'Commit 4f2a9c1d' })).toBeVisible()
    await expect(await canvas.findByText('BackOff')).toBeVisible()
    await expect(canvas.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true')

    cluster.world.environments.put({ ...ready, status: { ...ready.status, phase: 'Failed', message: 'It broke.' } })
    await expect(await canvas.findByText('It did not come up')).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Deploy again' })).toBeVisible()
  },
})

/** Complete once the project, events and usage are there, each of which has a request of its own. */
export const ReadyDark = meta.story({
  beforeEach: serving(),
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await canvas.findByRole('link', { name: 'github.com/payments/checkout' })
    await canvas.findByText('BackOff')
    await canvas.findByRole('meter', { name: 'CPU' })
  },
})

/** The arrows go from tab to tab, with one stop for Tab; a container's buttons lead to its log and its shell. */
export const Tabs = meta.story({
  beforeEach: serving(),
  play: async ({ canvas }) => {
    const overview = await canvas.findByRole('tab', { name: 'Overview' })
    overview.focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect(canvas.getByRole('tab', { name: 'Pods' })).toHaveFocus()
    await expect(canvas.getByRole('tabpanel', { name: 'Pods' })).toBeVisible()
    await userEvent.keyboard('{End}')
    await expect(canvas.getByRole('tab', { name: 'Terminal' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect(overview).toHaveFocus()
    await expect(canvas.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1)

    await userEvent.click(canvas.getByRole('tab', { name: 'Pods' }))
    await userEvent.click(await canvas.findByRole('button', { name: `Log of worker in ${worker}` }))
    const log = { log: { namespace: home, pod: worker }, container: 'worker' }
    await expect(canvas.getByText(JSON.stringify(log))).toBeVisible()
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Pod' }), 'All pods')
    await expect(canvas.getByText(/"environment":"pr-42"/)).toBeVisible()
  },
})

const deployer = pod({
  name: 'deploy-pr-42-1a2b3c4d-1-x7k2p',
  namespace: 'payments-checkout',
  labels: { 'batch.kubernetes.io/job-name': 'deploy-pr-42-1a2b3c4d-1' },
  containers: [{ name: 'deployer', state: 'terminated', exitCode: 1 }],
})
const refused = environment({
  phase: 'Failed',
  message: 'The chart can not be rendered.',
  status: { deployment: { revision: '1a2b3c4d', jobName: 'deploy-pr-42-1a2b3c4d-1', phase: 'Failed' } },
})
const logOfDeployer = JSON.stringify({ log: { namespace: 'payments-checkout', pod: deployer.metadata.name } })

/** As long as nothing runs, the log is that of the Job that deploys it. */
export const LogOfJob = meta.story({
  args: { view: { tab: 'log' } },
  beforeEach: serving({ environments: [refused], pods: [deployer] }),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText(logOfDeployer)).toBeVisible())
  },
})

/** Beside what runs, the Job that deployed it is one of the pods. */
export const LogOfJobBesides = meta.story({
  args: { view: { tab: 'log' } },
  beforeEach: serving({
    environments: [{ ...ready, status: { ...refused.status, ...ready.status, phase: 'Ready' } }],
    pods: [pod(), deployer],
  }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/"environment":"pr-42"/)).toBeVisible()
    const select = await canvas.findByRole('combobox', { name: 'Pod' })
    await waitFor(() => expect(within(select).getByText(deployer.metadata.name)).toBeInTheDocument())
    await userEvent.selectOptions(select, deployer.metadata.name)
    await expect(canvas.getByText(logOfDeployer)).toBeVisible()
  },
})

/** A shell is opened where something runs, and lives on while one looks elsewhere. */
export const Shell = meta.story({
  args: { view: { tab: 'terminal' } },
  beforeEach: serving(),
  play: async ({ canvas }) => {
    const shell = await canvas.findByText(/"container":"app"/)
    await userEvent.click(canvas.getByRole('button', { name: 'Shell in proxy' }))
    await expect(canvas.getByText(/"container":"proxy".*"isShown":true/)).toBeVisible()
    await userEvent.click(canvas.getByRole('tab', { name: 'Overview' }))
    await expect(canvas.getByText(/"container":"proxy".*"isShown":false/)).not.toBeVisible()
    await expect(shell).not.toBeVisible()

    // Another pod's log moves no shell: who comes back finds what was left.
    await userEvent.click(canvas.getByRole('tab', { name: 'Pods' }))
    await userEvent.click(await canvas.findByRole('button', { name: `Log of worker in ${worker}` }))
    await expect(canvas.getByText(/"container":"proxy".*"isShown":false/)).not.toBeVisible()
    await userEvent.click(canvas.getByRole('tab', { name: 'Terminal' }))
    await expect(canvas.getByText(/"container":"proxy".*"isShown":true/)).toBeVisible()
  },
})

/** What an app brings may fail: the rest stays, and it can be tried again. */
export const FailingSlot = meta.story({
  args: {
    renderLog: () => <Broken />,
  },
  beforeEach: serving(),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('tab', { name: 'Log' }))
    const panel = within(canvas.getByRole('tabpanel', { name: 'Log' }))
    await expect(await panel.findByRole('alert')).toBeVisible()
    await expect(canvas.getByRole('heading', { level: 2, name: 'pr-42' })).toBeVisible()
    await userEvent.click(canvas.getByRole('tab', { name: 'Overview' }))
    await expect(canvas.getByRole('heading', { level: 3, name: 'Conditions' })).toBeVisible()
  },
})

function Broken(): never {
  throw new Error('The log viewer of this app is broken.')
}

/** Without a log and a terminal of the app's there are no such tabs. */
export const WithoutSlots = meta.story({
  render: ({ renderLog: _log, renderTerminal: _terminal, ...args }) => <EnvironmentDetail {...args} />,
  beforeEach: serving(),
  play: async ({ canvas }) => {
    await canvas.findByRole('tab', { name: 'Overview' })
    const tabs = canvas.getAllByRole('tab').map((tab) => tab.textContent)
    await expect(tabs).toEqual(['Overview', 'Pods', 'Configuration'])
    await userEvent.click(canvas.getByRole('tab', { name: 'Pods' }))
    await expect(await canvas.findByText(worker)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /^Log of/ })).toBeNull()
  },
})

/** What was built elsewhere has neither a command that could be changed nor a shell that is kept. */
export const Unhealthy = meta.story({
  beforeEach: serving({ environments: [{ ...degraded, status: { ...degraded.status, template: 'prebuilt' } }] }),
  play: async ({ canvas }) => {
    const prompt = within(await canvas.findByRole('region', { name: 'It does not run as it should' }))
    await expect(prompt.getByRole('button', { name: 'Show the log' })).toBeVisible()
    await expect(prompt.queryByRole('button', { name: 'Change the command' })).toBeNull()
    await userEvent.click(prompt.getByRole('button', { name: 'Show the pods' }))
    await expect(canvas.getByRole('tabpanel', { name: 'Pods' })).toBeVisible()
  },
})

/** It runs, but its command does not: says what to do, and leads there. */
export const Degraded = meta.story({
  beforeEach: serving({ environments: [degraded] }),
  play: async ({ canvas }) => {
    const prompt = within(await canvas.findByRole('region', { name: 'It runs, but its command does not' }))
    await expect(prompt.getByRole('button', { name: 'Show the log' })).toBeVisible()
    await userEvent.click(prompt.getByRole('button', { name: 'Change the command' }))
    const panel = within(canvas.getByRole('tabpanel', { name: 'Configuration' }))
    await userEvent.click(await panel.findByRole('radio', { name: 'pr-42 alone' }))
    await userEvent.type(panel.getByRole('textbox', { name: 'Command' }), 'npm start')
    await waitFor(() => expect(panel.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(panel.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(cluster.world.environments.list()[0]?.spec.devCommand).toBe('npm start'))
    const restart = canvas.getByRole('button', { name: 'Restart' })
    await waitFor(() => expect(restart).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(restart)
    await expect(await canvas.findByText(/about to restart it/)).toBeVisible()
  },
})

export const NoProjectType = meta.story({
  beforeEach: serving({ environments: [environment({ status: { detected: {} } })] }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('region', { name: 'No project type detected' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Change the command' }))
    await expect(await canvas.findByRole('textbox', { name: 'Command' })).toBeVisible()
  },
})

/** A connection that is lost is said once; what is known stays. */
export const Stale = meta.story({
  beforeEach: serving(),
  play: async ({ canvas }) => {
    await canvas.findByRole('heading', { level: 2 })
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
    cluster.world.setSync('environments', 'stale', 'The API server does not answer.')
    await waitFor(() => expect(canvas.getByText(/Connection lost/)).toBeInTheDocument())
    await expect(canvas.getByRole('article', { name: 'pr-42' })).toHaveAttribute('data-stale')
    cluster.world.setSync('environments', 'live')
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
  },
})

/** Deleted by somebody else while it was looked at: what was seen last, and the way to make it again. */
export const Deleted = meta.story({
  args: { onCleanUp: fn() },
  beforeEach: serving(),
  play: async ({ canvas, args }) => {
    await canvas.findByRole('tab', { name: 'Overview' })
    cluster.world.environments.remove({ namespace: 'payments-checkout', name: 'pr-42' })
    const gone = within(await canvas.findByRole('region', { name: /was not found in the cluster/ }))
    await expect(await gone.findByText(/^It was deleted .* ago\.$/)).toBeVisible()
    await expect(gone.getByText('app: 4f2a9c1d')).toBeVisible()
    await userEvent.click(await gone.findByRole('button', { name: 'Create it again' }))
    await expect(await canvas.findByRole('tab', { name: 'Overview' })).toBeVisible()
    await expect(cluster.world.environments.list()[0]?.metadata.name).toBe('pr-42')
    // What is taken up is known by the watch, so that its end is too.
    cluster.world.environments.put(ready)
    await waitFor(() => expect(canvas.queryByText(/waiting to be taken up/)).toBeNull())

    cluster.world.environments.remove({ namespace: 'payments-checkout', name: 'pr-42' })
    await userEvent.click(await canvas.findByRole('button', { name: 'Clean up' }))
    await expect(args.onCleanUp).toHaveBeenCalledOnce()
  },
})

const asked: AccessReview[] = []

/** Who may not create one is not offered to make it again. */
export const DeletedForObserver = meta.story({
  beforeEach: serving({
    access(review) {
      asked.push(review)
      return review.verb === 'get' || 'You are an observer.'
    },
  }),
  play: async ({ canvas }) => {
    await canvas.findByRole('tab', { name: 'Overview' })
    cluster.world.environments.remove({ namespace: 'payments-checkout', name: 'pr-42' })
    const gone = within(await canvas.findByRole('region', { name: /was not found in the cluster/ }))
    const create = expect.objectContaining({ verb: 'create', namespace: 'payments-checkout', name: 'pr-42' })
    await waitFor(() => expect(asked).toContainEqual(create))
    await expect(await gone.findByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(gone.queryByRole('button', { name: 'Create it again' })).toBeNull()
  },
})

/** Just asked for, and not there yet: no loss. It shows as soon as it is. */
export const PendingCreation = meta.story({
  args: { pending: true },
  beforeEach: serving({ environments: [] }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/is being created/)).toBeVisible()
    cluster.world.environments.put(environment({ phase: 'Pending' }))
    await expect(await canvas.findByRole('tab', { name: 'Overview' })).toBeVisible()
  },
})

export const Forbidden = meta.story({
  beforeEach(context) {
    serving()(context)
    cluster.world.refuse('environments', problem('FORBIDDEN'))
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not see this')
    await expect(canvas.getByRole('article')).toHaveAttribute('data-state', 'failed')
  },
})

export const Loading = meta.story({
  beforeEach(context) {
    serving()(context)
    cluster.world.hold()
    return () => cluster.world.release()
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('article', { name: 'pr-42' })).toHaveAttribute('aria-busy', 'true')
  },
})

export const Narrow = meta.story({
  beforeEach: serving({ environments: [degraded] }),
  render: (args) => (
    <div style={{ width: 320 }}>
      <EnvironmentDetail {...args} />
    </div>
  ),
  play: ReadyDark.input.play,
})
