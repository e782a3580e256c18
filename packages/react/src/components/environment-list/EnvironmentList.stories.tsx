import preview from '#storybook/preview'
import type { Environment } from '@catalyst/api'
import { environment, podMetrics, problem, project, storyTime } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { useState } from 'react'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { EnvironmentList } from './EnvironmentList.tsx'
import { filterFromQuery } from './filterFromQuery.ts'
import { filterToQuery } from './filterToQuery.ts'

const gibibyte = 2 ** 30
const namespaceOf = ({ status }: Environment) => status!.namespace!

const environments = [
  environment({ name: 'pr-128', pullRequest: 128, phase: 'Building', createdAt: storyTime(-95) }),
  environment({ name: 'pr-42', createdAt: storyTime(-3 * 86_400) }),
  environment({
    name: 'pr-97',
    pullRequest: 97,
    phase: 'Degraded',
    message: 'The dev command ended with exit code 1: npm run dev',
    createdAt: storyTime(-26 * 3600),
  }),
  environment({
    name: 'pr-7',
    pullRequest: 7,
    team: 'search',
    project: 'index',
    phase: 'Failed',
    message: 'The build of app failed: npm run build exited with code 1',
    createdAt: storyTime(-5 * 3600),
  }),
  environment({
    name: 'main',
    pullRequest: null,
    team: 'search',
    project: 'index',
    createdAt: storyTime(-40 * 86_400),
  }),
  environment({ name: 'pr-130', pullRequest: 130, phase: 'Pending', createdAt: storyTime(-4) }),
]
const usage = (of: Environment, cpu: number, memory: number) => ({
  [namespaceOf(of)]: {
    available: true as const,
    namespace: namespaceOf(of),
    timestamp: storyTime(-10),
    cpu: { usage: cpu },
    memory: { usage: memory },
    pods: [podMetrics({ namespace: namespaceOf(of), cpu: { usage: cpu }, memory: { usage: memory } })],
  },
})
const metrics = {
  ...usage(environments[1]!, 0.31, 0.6 * gibibyte),
  ...usage(environments[2]!, 0.02, 3.8 * gibibyte),
  ...usage(environments[4]!, 2.4, 1.2 * gibibyte),
}
const projects = [project(), project({ team: 'search', name: 'index' })]

let cluster: MockCluster
const mock = (options: Parameters<typeof createMockCluster>[0]) => {
  cluster = createMockCluster(options)
  return cluster.handlers
}

const meta = preview.meta({
  title: 'Components/EnvironmentList',
  component: EnvironmentList,
  decorators: [withCatalyst],
  args: { getHref: ({ metadata }) => `#/environments/${metadata.namespace}/${metadata.name}` },
  beforeEach({ msw }) {
    msw.use(...mock({ environments, projects, metrics }))
  },
})

const rowOf = (root: HTMLElement, name: string) =>
  within(root)
    .getByRole('rowheader', { name: new RegExp(`^${name}`) })
    .closest('tr')!
const names = (root: HTMLElement) =>
  [...root.querySelectorAll('.catalyst-environment-name')].map((one) => one.textContent)

/** Namespace, status, address, pull request, usage, age and warnings, by the phase of each. */
export const Data = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('link', { name: 'pr-42' })).toHaveAttribute(
      'href',
      '#/environments/payments-checkout/pr-42',
    )
    const row = within(rowOf(canvasElement, 'pr-42'))
    await expect(row.getByText('Ready')).toBeVisible()
    await expect(row.getByRole('link', { name: 'Pull request 42 of checkout' })).toHaveAttribute(
      'href',
      'https://github.com/payments/checkout/pull/42',
    )
    await expect(row.getByText('payments-checkout-pr-42.preview.example.com')).toBeVisible()
    await expect(row.getByText('3 d')).toBeVisible()
    await waitFor(() => expect(row.getByText('310m')).toBeVisible())
    // Usage comes with the stream, the quota with the projects.
    await expect(await within(rowOf(canvasElement, 'main')).findByText('CPU over quota')).toBeVisible()
    await expect(await within(rowOf(canvasElement, 'pr-97')).findByText('Memory near quota')).toBeVisible()
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
    // What has nothing to say yet takes no room.
    await expect(canvasElement.querySelector('.catalyst-environments-notice')!.clientHeight).toBe(0)
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' }, play: Data.input.play })

/** At the width of a phone the rows are cards; what is a table stays one for a screen reader. */
export const Narrow = meta.story({
  render: (args) => (
    <div style={{ width: 350 }}>
      <EnvironmentList {...args} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('link', { name: 'pr-42' })).toBeVisible()
    await expect(canvas.getAllByRole('row')).toHaveLength(environments.length + 1)
    await expect(canvas.getAllByRole('columnheader')).toHaveLength(9)
    const section = canvasElement.querySelector('section')!
    await expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
    await userEvent.click(canvas.getByRole('button', { name: 'Age' }))
    await expect(names(canvasElement)[0]).toBe('pr-130')
  },
})

/** Filtered by status, as the requirements map it to phases: a degraded one runs. */
export const FilteredByStatus = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    await userEvent.click(canvas.getByRole('radio', { name: 'Running 3' }))
    await expect(names(canvasElement)).toEqual(['pr-42', 'pr-97', 'main'])
    await userEvent.keyboard('{ArrowRight}')
    await expect(names(canvasElement)).toEqual(['pr-97'])
    await userEvent.type(canvas.getByRole('searchbox'), 'search')
    await expect(canvas.getByText('No environment matches.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Show all' }))
    await expect(names(canvasElement)).toHaveLength(environments.length)
  },
})

/** What changes in the cluster changes here, without a reload, and nothing else moves. */
export const LiveUpdates = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    const columns = () =>
      [...canvasElement.querySelectorAll('thead th')].map((cell) => cell.getBoundingClientRect().left)
    const before = columns()
    cluster.world.environments.put(environment({ name: 'pr-128', pullRequest: 128, phase: 'Ready' }))
    await waitFor(() => expect(within(rowOf(canvasElement, 'pr-128')).getByText('Ready')).toBeVisible())
    cluster.world.environments.put(environment({ name: 'pr-131', pullRequest: 131, phase: 'Initializing' }))
    await expect(await canvas.findByRole('link', { name: 'pr-131' })).toBeVisible()
    cluster.world.environments.remove({ namespace: 'search-index', name: 'pr-7' })
    await waitFor(() => expect(canvas.queryByRole('link', { name: 'pr-7' })).toBeNull())
    await expect(columns()).toEqual(before)
  },
})

/** From row to row with the arrow keys, past the links between. */
export const ByArrowKeys = meta.story({
  play: async ({ canvas }) => {
    const first = await canvas.findByRole('link', { name: 'pr-42' })
    first.focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('link', { name: 'pr-97' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}')
    await expect(first).toHaveFocus()
  },
})

/** By keyboard alone: every environment is reached with Tab and opened with Enter. */
export const ByKeyboard = meta.story({
  args: { onSelect: fn() },
  play: async ({ canvas, args }) => {
    const link = await canvas.findByRole('link', { name: 'pr-128' })
    canvas.getByRole('searchbox').focus()
    for (let press = 0; press < 20 && document.activeElement !== link; press++) await userEvent.tab()
    await expect(link).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(args.onSelect).toHaveBeenCalledOnce()
  },
})

export const Loading = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ environments }))
    cluster.world.hold()
    return () => cluster.world.release()
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('table')).toHaveAttribute('aria-busy', 'true')
    await expect(canvas.getByText('Loading environments')).toBeInTheDocument()
  },
})

export const Empty = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ projects }))
  },
  args: { emptyAction: <button type="button">New environment</button> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No environments yet')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'New environment' })).toBeVisible()
  },
})

/** Before the first project there is another thing to do first. */
export const NoProjects = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({}))
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No projects yet')).toBeVisible()
  },
})

/** The cluster was lost behind the proxy: what was known stays, and says that it is old. */
export const Stale = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
    const top = () => canvas.getByRole('table').getBoundingClientRect().top
    const before = top()
    cluster.world.setSync('environments', 'stale', 'The watch was lost.')
    await waitFor(() => expect(canvas.getByText(/^Stale since/)).toBeVisible())
    await expect(top()).toBe(before)
    await expect(canvasElement.querySelector('section')).toHaveAttribute('data-stale')
    await expect(names(canvasElement)).toHaveLength(environments.length)
    cluster.world.setSync('environments', 'live')
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
    cluster.world.setSync('environments', 'stale', 'The watch was lost.')
    await waitFor(() => expect(canvas.getByText(/^Stale since/)).toBeVisible())
  },
})

export const Forbidden = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ environments }))
    cluster.world.refuse('environments', problem('FORBIDDEN'))
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not see this')
    await expect(names(canvasElement)).toEqual([])
  },
})

/** Without the custom resource definitions nothing crashes; once they are there, the list appears. */
export const TypeMissing = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ environments }))
    cluster.world.refuse('environments', problem('NOT_FOUND', { missing: 'type' }))
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Catalyst is not installed in this cluster')
    cluster.world.refuse('environments', undefined)
    await userEvent.click(canvas.getAllByRole('button', { name: 'Try again' })[0]!)
    await expect(await canvas.findByRole('link', { name: 'pr-42' })).toBeVisible()
  },
})

export const Unreachable = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ environments }))
    cluster.world.cut()
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('No connection')
  },
})

/** A thousand environments: those on the screen are in the page, and what reads it aloud knows of all. */
export const Thousand = meta.story({
  beforeEach({ msw }) {
    const many = Array.from({ length: 1000 }, (_, index) =>
      environment({ name: `pr-${index + 1000}`, pullRequest: index + 1000 }),
    )
    msw.use(...mock({ environments: many, projects }))
  },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-1000' })
    await expect(names(canvasElement).length).toBeLessThan(80)
    await expect(canvas.getByRole('table')).toHaveAttribute('aria-rowcount', '1001')
    await expect(rowOf(canvasElement, 'pr-1000')).toHaveAttribute('aria-rowindex', '2')

    window.scrollTo(0, document.documentElement.scrollHeight)
    await expect(await canvas.findByRole('link', { name: 'pr-1999' })).toBeVisible()
    await expect(rowOf(canvasElement, 'pr-1999')).toHaveAttribute('aria-rowindex', '1001')
    await expect(canvas.queryByRole('link', { name: 'pr-1000' })).toBeNull()

    canvas.getByRole('link', { name: 'pr-1999' }).focus()
    await userEvent.keyboard('{Home}')
    await waitFor(() => expect(canvas.getByRole('link', { name: 'pr-1000' })).toHaveFocus())
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(canvas.getByRole('link', { name: 'pr-1002' })).toHaveFocus())
    window.scrollTo(0, document.documentElement.scrollHeight)
    await canvas.findByRole('link', { name: 'pr-1999' })
    // What has the focus stays, wherever the page is scrolled to.
    await expect(canvas.getByRole('link', { name: 'pr-1002' })).toHaveFocus()

    await userEvent.type(canvas.getByRole('searchbox'), 'pr-1999')
    await waitFor(() => expect(names(canvasElement)).toEqual(['pr-1999']))
  },
})

/** By any column, either way round; what has no value stands last. */
export const Sorted = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    const head = (name: string) => canvas.getByRole('columnheader', { name })
    await expect(head('Environment')).toHaveAttribute('aria-sort', 'ascending')
    await userEvent.click(canvas.getByRole('button', { name: 'Age' }))
    await expect(head('Age')).toHaveAttribute('aria-sort', 'ascending')
    await expect(head('Environment')).toHaveAttribute('aria-sort', 'none')
    await expect(names(canvasElement)).toEqual(['pr-130', 'pr-128', 'pr-7', 'pr-97', 'pr-42', 'main'])
    await userEvent.click(canvas.getByRole('button', { name: 'Age' }))
    await expect(head('Age')).toHaveAttribute('aria-sort', 'descending')
    await expect(names(canvasElement)[0]).toBe('main')
    await waitFor(() => expect(canvas.getByText('310m')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'CPU' }))
    await expect(names(canvasElement).slice(0, 3)).toEqual(['main', 'pr-42', 'pr-97'])
  },
})

/** What is shown is a value of the application's: here it lives in the address below. */
export const InTheAddress = meta.story({
  render: function InTheAddress(args) {
    const [query, setQuery] = useState('status=running&sort=-age')
    return (
      <>
        <EnvironmentList
          {...args}
          filter={filterFromQuery(query)}
          onFilterChange={(filter) => setQuery(filterToQuery(filter).toString())}
        />
        <output>{query}</output>
      </>
    )
  },
  play: async ({ canvas, canvasElement }) => {
    const address = () => canvasElement.querySelector('output')!.textContent
    await canvas.findByRole('link', { name: 'pr-42' })
    await expect(names(canvasElement)).toEqual(['main', 'pr-42', 'pr-97'])
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Team' }), 'payments')
    await expect(address()).toBe('status=running&team=payments&sort=-age')
    await expect(names(canvasElement)).toEqual(['pr-42', 'pr-97'])
    await userEvent.type(canvas.getByRole('searchbox'), '#97')
    await expect(address()).toBe('status=running&team=payments&q=%2397&sort=-age')
    await userEvent.click(canvas.getByRole('button', { name: 'Pull request' }))
    await expect(address()).toBe('status=running&team=payments&q=%2397&sort=-pullRequest')
  },
})

/** What changes while one looks is marked for a moment, and so is what comes; the others are not. */
export const ChangesAreMarked = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible())
    cluster.world.environments.put(environment({ name: 'pr-128', pullRequest: 128, phase: 'Deploying' }))
    await waitFor(() => expect(rowOf(canvasElement, 'pr-128')).toHaveAttribute('data-changed', 'changed'))
    await expect(canvasElement.querySelectorAll('[data-changed]')).toHaveLength(1)
    await waitFor(() => expect(canvasElement.querySelector('[data-changed]')).toBeNull())
  },
})

const openMenu = async (root: HTMLElement, name: string) => {
  await userEvent.click(within(rowOf(root, name)).getByRole('button', { name: `Actions for ${name}` }))
  return within(within(root).getByRole('menu'))
}
const items = (menu: { getAllByRole: (role: string) => HTMLElement[] }) =>
  menu.getAllByRole('menuitem').map(({ textContent }) => textContent)

/** What can be done about each, as it is now and by whom is looking. */
export const RowMenu = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    await expect(items(await openMenu(canvasElement, 'pr-42'))).toEqual(['Open', 'Visit its address', 'Delete'])
    await userEvent.keyboard('{Escape}')
    await expect(canvas.queryByRole('menu')).toBeNull()
    await expect(within(rowOf(canvasElement, 'pr-42')).getByRole('button')).toHaveFocus()

    const menu = await openMenu(canvasElement, 'pr-7')
    await expect(items(menu)).toEqual(['Open', 'Deploy again', 'Delete'])
    await expect(menu.getByRole('menuitem', { name: 'Open' })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    const retry = menu.getByRole('menuitem', { name: 'Deploy again' })
    await expect(retry).toHaveFocus()
    await waitFor(() => expect(retry).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByText('pr-7 is about to be deployed again.')).toBeVisible()
    await expect(
      cluster.world.environments.get({ namespace: 'search-index', name: 'pr-7' })!.spec.retryRequest,
    ).toBeTruthy()
  },
})

export const RowMenuDark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    await openMenu(canvasElement, 'pr-97')
  },
})

/** What the caller may not do stands there, out of reach, and says why. */
export const RowMenuWithoutRights = meta.story({
  beforeEach({ msw }) {
    msw.use(...mock({ environments, projects, metrics, access: ({ verb }) => verb === 'get' }))
  },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    const menu = await openMenu(canvasElement, 'pr-42')
    const remove = await menu.findByRole('menuitem', { name: /Delete You may not do this/ })
    await expect(remove).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(remove)
    await expect(canvas.queryByRole('dialog')).toBeNull()
  },
})

/** Deleted after a question; the focus comes back to where it began. */
export const DeletedByMenu = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    const menu = await openMenu(canvasElement, 'pr-42')
    const remove = menu.getByRole('menuitem', { name: 'Delete' })
    await waitFor(() => expect(remove).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(remove)
    const dialog = within(await canvas.findByRole('dialog', { name: 'Delete pr-42?' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Keep it' }))
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(within(rowOf(canvasElement, 'pr-42')).getByRole('button')).toHaveFocus())

    await openMenu(canvasElement, 'pr-42')
    await userEvent.click(canvas.getByRole('menuitem', { name: 'Delete' }))
    const again = within(await canvas.findByRole('dialog', { name: 'Delete pr-42?' }))
    await userEvent.click(again.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText('pr-42 is being deleted.')).toBeVisible()
    await expect(await within(rowOf(canvasElement, 'pr-42')).findByText('Deleting')).toBeVisible()
  },
})

/** The cluster may refuse what was allowed a moment ago: that is said, and nothing is lost. */
export const RetryRefused = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    cluster.world.refuse('retryEnvironment', problem('CONFLICT', { detail: 'It has just recovered.' }))
    const menu = await openMenu(canvasElement, 'pr-7')
    const retry = menu.getByRole('menuitem', { name: 'Deploy again' })
    await waitFor(() => expect(retry).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(retry)
    await expect(await canvas.findByText(/^pr-7 could not be deployed again: /)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }))
    await expect(canvas.queryByText(/could not be deployed/)).toBeNull()
  },
})

/** For those who watch over all: one that is not stuck can be removed by force, too. */
export const ForcedByMenu = meta.story({
  args: { canForce: true },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'pr-42' })
    const menu = await openMenu(canvasElement, 'pr-130')
    const force = menu.getByRole('menuitem', { name: 'Remove by force' })
    await waitFor(() => expect(force).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(force)
    const dialog = within(await canvas.findByRole('dialog', { name: 'Remove pr-130 by force?' }))
    await userEvent.type(dialog.getByRole('textbox'), 'pr-130')
    await userEvent.click(dialog.getByRole('button', { name: 'Remove by force' }))
    await expect(await canvas.findByText('pr-130 is being removed by force.')).toBeVisible()
    await waitFor(() => expect(canvas.queryByRole('link', { name: 'pr-130' })).toBeNull())
  },
})

/** Several clusters in one list. One that does not answer takes nothing from the others, and is tried again. */
export const SeveralClusters = meta.story({
  args: { clusters: ['development', 'staging'] },
  beforeEach({ msw }) {
    const staging = { environments: [environment({ name: 'release-7', pullRequest: null })], projects }
    msw.use(...mock({ environments, projects, metrics, clusters: { staging } }))
  },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('link', { name: 'release-7' })
    await expect(within(rowOf(canvasElement, 'release-7')).getByText('staging')).toBeVisible()
    // Each cluster answers for itself, in any order.
    await waitFor(() => expect(names(canvasElement)).toHaveLength(environments.length + 1))
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Cluster' }), 'staging')
    await expect(names(canvasElement)).toEqual(['release-7'])
  },
})

export const OneClusterFails = meta.story({
  args: { clusters: ['development', 'staging'] },
  beforeEach({ msw }) {
    msw.use(...mock({ environments, projects, metrics, clusters: { staging: { environments: [environment()] } } }))
    cluster.world.cluster('staging')!.refuse('environments', problem('UPSTREAM_UNAVAILABLE'))
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText(/^Environments of staging are missing here: /)).toBeVisible()
    await waitFor(() => expect(names(canvasElement)).toHaveLength(environments.length))
    cluster.world.cluster('staging')!.refuse('environments', undefined)
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(canvas.queryByText(/are missing here/)).toBeNull())
    await waitFor(() => expect(names(canvasElement)).toHaveLength(environments.length + 1))
  },
})
