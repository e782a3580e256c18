import preview from '#storybook/preview'
import { CatalystError, NetworkError } from '@catalyst/sdk'
import { environment, problem, storyTime } from '@catalyst/testing'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { ResourceNotFound } from './ResourceNotFound.tsx'

const meta = preview.meta({
  title: 'Components/ResourceNotFound',
  component: ResourceNotFound,
  args: { resourceType: 'Environment', resourceName: 'pr-42', onRetry: fn() },
})

export const Missing = meta.story({
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('heading')).toHaveTextContent('Environment “pr-42” was not found in the cluster')
    const causes = canvas.getAllByRole('listitem').map((item) => item.textContent)
    await expect(causes).toHaveLength(4)
    await expect(causes.join(' ')).toMatch(/deleted outside.*make reset.*connection.*operator/s)
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
})

/** What the watch saw before the object went: how it was, and when it was deleted. */
export const LastSeen = meta.story({
  args: {
    error: new CatalystError(
      problem('NOT_FOUND', {
        missing: 'resource',
        lastSeen: {
          object: { ...environment({ phase: 'Degraded', message: 'The command ended with exit code 1.' }) },
          deletedAt: storyTime(-240),
        },
      }),
    ),
    onRecreate: fn(),
    onCleanUp: fn(),
  },
  play: async ({ canvas, args }) => {
    await waitFor(() => expect(canvas.getByText('It was deleted 4 min ago.')).toBeVisible())
    await expect(canvas.getByText('Degraded')).toBeVisible()
    await expect(canvas.getByText('The command ended with exit code 1.')).toBeVisible()
    await expect(canvas.getByText(/^app: feature\/pr-42 @ /)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Create it again' }))
    await expect(args.onRecreate).toHaveBeenCalledOnce()
    await userEvent.click(canvas.getByRole('button', { name: 'Clean up' }))
    await expect(args.onCleanUp).toHaveBeenCalledOnce()
  },
})

export const LastSeenDark = meta.story({ args: LastSeen.input.args, globals: { theme: 'dark' } })

/** Where nothing saw it go, what the app itself knew is shown; making it again failed, and says why. */
export const RecreateRefused = meta.story({
  args: {
    known: environment({ phase: 'Ready' }),
    onRecreate: fn(),
    isRecreating: true,
    recreateError: new CatalystError(problem('FORBIDDEN', { detail: 'You may not create environments of checkout.' })),
  },
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('You may not create environments of checkout.')
    await expect(canvas.getByText('https://payments-checkout-pr-42.preview.example.com/')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Creating…' }))
    await expect(args.onRecreate).not.toHaveBeenCalled()
  },
})

/** Not to be allowed to see it is no loss, and nobody should make it again: it may well be there. */
export const Forbidden = meta.story({
  args: { error: new CatalystError(problem('FORBIDDEN')), onRecreate: fn() },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('You may not see this')
    await expect(canvas.queryByRole('button', { name: 'Create it again' })).toBeNull()
    await expect(canvas.queryByText(/not found/)).toBeNull()
  },
})

export const ClusterUnreachable = meta.story({
  args: { error: new CatalystError(problem('UPSTREAM_UNAVAILABLE', { detail: 'connect ECONNREFUSED' })) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveAttribute('data-kind', 'cluster-unreachable')
    await expect(canvas.queryByText(/not found/)).toBeNull()
  },
})

export const ProxyUnreachable = meta.story({
  args: { error: new NetworkError('The proxy did not answer.') },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveAttribute('data-kind', 'proxy-unreachable')
  },
})

/** Not there yet is no loss: no causes are listed. */
export const Pending = meta.story({
  args: { pending: true, onRecreate: fn(), onCleanUp: fn() },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading')).toHaveTextContent('Environment “pr-42” is being created')
    await expect(canvas.queryByRole('list')).toBeNull()
    await expect(canvas.queryByRole('button', { name: 'Create it again' })).toBeNull()
  },
})

export const NamespaceMissing = meta.story({ args: { missing: 'namespace' } })
export const ClusterMissing = meta.story({
  args: { missing: 'cluster', onRecreate: fn() },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading')).toHaveTextContent('The cluster of Environment “pr-42” is not registered')
    await expect(canvas.queryByRole('button', { name: 'Create it again' })).toBeNull()
  },
})

export const TypeMissingDark = meta.story({
  args: { missing: 'type' },
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading')).toHaveTextContent(
      'This cluster does not know the resource type Environment',
    )
  },
})

/** Without a way to look again there is no button; while looking, a press does nothing. */
export const Retrying = meta.story({
  args: { isRetrying: true },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).not.toHaveBeenCalled()
  },
})

export const Narrow = meta.story({
  args: LastSeen.input.args,
  render: (args) => (
    <div style={{ width: 320 }}>
      <ResourceNotFound {...args} />
    </div>
  ),
})
