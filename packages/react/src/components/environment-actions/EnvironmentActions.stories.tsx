import preview from '#storybook/preview'
import type { Environment } from '@catalyst/api'
import { condition, environment, problem, storyTime } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { useEnvironment } from '../../hooks/useEnvironment.ts'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { EnvironmentActions, type EnvironmentActionsProps } from './EnvironmentActions.tsx'

const meta = preview.meta({
  title: 'Components/EnvironmentActions',
  component: EnvironmentActions,
  args: { environment: environment(), onDeleted: fn() },
  decorators: [withCatalyst],
  render: (args) => <Live {...args} />,
})

/** The environment as the page knows it, live. */
function Live(props: EnvironmentActionsProps) {
  const { name, namespace = '' } = props.environment.metadata
  const { data } = useEnvironment({ namespace, name })
  return <EnvironmentActions {...props} environment={data ?? props.environment} />
}

let cluster: MockCluster

function serving(one: Environment, options: Parameters<typeof createMockCluster>[0] = {}) {
  return {
    args: { environment: one },
    beforeEach({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) {
      cluster = createMockCluster({ environments: [one], ...options })
      msw.use(...cluster.handlers)
    },
  }
}

const failed = environment({ phase: 'Failed', message: 'The build failed.' })
const degraded = environment({ phase: 'Degraded', message: 'The command ended.' })
const stuck = environment({
  phase: 'Deleting',
  deletedAt: storyTime(-900),
  conditions: [condition('Ready', { status: 'False', reason: 'DeletionStuck' })],
})
const staging = environment({ name: 'staging', pullRequest: null, spec: { type: 'deployment' } })

interface Canvas {
  getByRole: (role: 'button', options: { name: string }) => HTMLElement
}

const enabled = (name: string, { canvas }: { canvas: Canvas }) =>
  waitFor(async () => {
    const button = canvas.getByRole('button', { name })
    await expect(button).toHaveAttribute('aria-disabled', 'false')
    return button
  })

/** Asks first; what was asked for begins, and shows everywhere at once. */
export const Deleted = meta.story({
  ...serving(environment()),
  play: async ({ canvas, args }) => {
    await userEvent.click(await enabled('Delete', { canvas }))
    const dialog = within(canvas.getByRole('dialog', { name: 'Delete pr-42?' }))
    await expect(dialog.getByText('payments-checkout-pr-42')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toHaveFocus()
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(args.onDeleted).toHaveBeenCalledOnce())
    await expect(cluster.world.environments.list()[0]?.metadata.deletionTimestamp).toBeDefined()
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Delete' })).toBeNull())
    await waitFor(() => expect(canvas.getByRole('group')).toHaveFocus())
  },
})

/** One that is no development environment wants its name. */
export const DeleteByName = meta.story({
  ...serving(staging),
  play: async ({ canvas, args }) => {
    await userEvent.click(await enabled('Delete', { canvas }))
    const dialog = within(canvas.getByRole('dialog'))
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await expect(cluster.world.environments.list()[0]?.metadata.deletionTimestamp).toBeUndefined()
    await userEvent.type(dialog.getByRole('textbox', { name: 'Type staging to confirm' }), 'staging{Enter}')
    await waitFor(() => expect(args.onDeleted).toHaveBeenCalledOnce())
  },
})

/** What the proxy refuses is said in the dialog, and the environment is as it was. */
export const DeletionRefused = meta.story({
  ...serving(environment()),
  play: async ({ canvas, args }) => {
    cluster.world.refuse('deleteEnvironment', problem('FORBIDDEN', { detail: 'Only an owner may delete pr-42.' }))
    await userEvent.click(await enabled('Delete', { canvas }))
    await userEvent.click(within(canvas.getByRole('dialog')).getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Only an owner may delete pr-42.')
    await expect(args.onDeleted).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('button', { name: 'Keep it' }))
    await expect(await enabled('Delete', { canvas })).toHaveFocus()
  },
})

/** Deployed again once: the page says that it waits until the operator has taken it up. */
export const Retried = meta.story({
  ...serving(failed),
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: 'Restart' })).toBeNull()
    await userEvent.click(await enabled('Deploy again', { canvas }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(/about to deploy it again/))
    const [asked] = cluster.world.environments.list()
    const { retryRequest } = asked!.spec
    await expect(retryRequest).toBeDefined()
    cluster.world.environments.put({ ...asked!, status: { ...asked!.status, retryRequest } })
    await waitFor(() => expect(canvas.getByRole('status')).toBeEmptyDOMElement())
  },
})

/** A degraded one is restarted without building it anew. */
export const DegradedDark = meta.story({
  ...serving(degraded),
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await userEvent.click(await enabled('Restart', { canvas }))
    await waitFor(() => expect(canvas.getByRole('group')).toHaveAttribute('data-asked', 'restart'))
    await waitFor(() => expect(cluster.world.environments.list()[0]?.spec.restartRequest).toBeDefined())
  },
})

/** What came in between is said, and the button works again. */
export const RetryConflict = meta.story({
  ...serving(failed),
  play: async ({ canvas }) => {
    cluster.world.refuse('retryEnvironment', problem('CONFLICT', { detail: 'It is being deployed already.' }), {
      times: 1,
    })
    await userEvent.click(await enabled('Deploy again', { canvas }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('It is being deployed already.')
    await userEvent.click(await enabled('Deploy again', { canvas }))
    await waitFor(() => expect(canvas.queryByRole('alert')).toBeNull())
  },
})

/** Who may only look is offered nothing. */
export const Observer = meta.story({
  ...serving(failed, { access: ({ verb }) => verb === 'get' || 'You are an observer.' }),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.queryByRole('button')).toBeNull())
  },
})

/** A deletion that hangs can be ended by force, by its name. */
export const Stuck = meta.story({
  ...serving(stuck),
  play: async ({ canvas }) => {
    await userEvent.click(await enabled('Remove by force', { canvas }))
    const dialog = within(canvas.getByRole('dialog', { name: 'Remove pr-42 by force?' }))
    await userEvent.type(dialog.getByRole('textbox'), 'pr-42{Enter}')
    await waitFor(() => expect(cluster.world.environments.list()).toEqual([]))
  },
})

const revision = '3f2a9c0d4b1e8a77c5d0e6f19b28374a5c6d7e8f'
const waiting: Environment = { ...staging, status: { ...staging.status, phase: 'Pending', approval: { revision } } }

/** What waits for an approval gets it here, from whoever may deploy. */
export const Approved = meta.story({
  ...serving(waiting),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Approve' }))
    const dialog = within(canvas.getByRole('dialog', { name: 'Deploy staging?' }))
    await expect(dialog.getByText('3f2a9c0d4b1e')).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }))
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Approve' })).toBeNull())
    // The page shows it before the proxy has answered.
    await waitFor(() =>
      expect(cluster.world.environments.list()[0]?.metadata.annotations).toMatchObject({
        'catalyst.dev/approved-revision': revision,
      }),
    )
    await waitFor(() => expect(canvas.getByRole('group')).toHaveFocus())
  },
})

/** What the proxy refuses is said in the dialog, and what waits still waits. */
export const ApprovalRefused = meta.story({
  ...serving(waiting),
  play: async ({ canvas }) => {
    cluster.world.refuse('patchEnvironment', problem('FORBIDDEN', { detail: 'Only an owner may approve staging.' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Approve' }))
    await userEvent.click(within(canvas.getByRole('dialog')).getByRole('button', { name: 'Approve' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Only an owner may approve staging.')
    await userEvent.click(canvas.getByRole('button', { name: 'Not yet' }))
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Approve' })).toHaveFocus())
  },
})

/** Who may not deploy is not asked to approve. */
export const ApprovalOfOthers = meta.story({
  ...serving(waiting, { access: ({ verb }) => verb !== 'deploy' || 'You may not deploy.' }),
  play: async ({ canvas }) => {
    await enabled('Delete', { canvas })
    await expect(canvas.queryByRole('button', { name: 'Approve' })).toBeNull()
  },
})
