import preview from '#storybook/preview'
import { environment, storyTime } from '@catalyst/testing'
import { expect, fn, userEvent } from 'storybook/test'
import { ResourceNotFound } from './ResourceNotFound.tsx'

const meta = preview.meta({
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
    lastSeen: { object: { ...environment({ phase: 'Degraded' }) }, deletedAt: storyTime(-240) },
    children: (
      <button type="button" className="catalyst-button">
        Create it again
      </button>
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('It was deleted 4 min ago.')).toBeVisible()
    await expect(canvas.getByText('Degraded')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Create it again' })).toBeVisible()
  },
})

/** Not there yet is no loss: no causes are listed. */
export const Pending = meta.story({
  args: { pending: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading')).toHaveTextContent('Environment “pr-42” is being created')
    await expect(canvas.queryByRole('list')).toBeNull()
  },
})

export const NamespaceMissing = meta.story({ args: { missing: 'namespace' } })
export const ClusterMissing = meta.story({ args: { missing: 'cluster' } })

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
