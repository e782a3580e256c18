import preview from '#storybook/preview'
import { storyTime } from '@catalyst/testing'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { ConnectionStatusView } from './ConnectionStatusView.tsx'

const meta = preview.meta({
  title: 'Components/ConnectionStatus',
  component: ConnectionStatusView,
  args: { state: 'live' },
})

export const Live = meta.story({
  args: { state: 'live' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Live')
  },
})

export const Connecting = meta.story({ args: { state: 'connecting' } })

/** Says since when and until when; a screen reader hears it once, not every second. */
export const Stale = meta.story({
  args: {
    state: 'stale',
    since: new Date(storyTime(-12)),
    retryAt: new Date(storyTime(900)),
    reason: 'upstream lost',
    onRetry: fn(),
  },
  play: async ({ canvas, args }) => {
    await waitFor(() => expect(canvas.getByText(/^Stale since (1[2-9]|[2-5]\d) s, retrying in \d+ s$/)).toBeVisible())
    await expect(canvas.getByRole('status')).toHaveTextContent('Connection lost: what is shown may be out of date.')
    await userEvent.click(canvas.getByRole('button', { name: 'Retry now' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
})

export const StaleDark = meta.story({ args: Stale.input.args, globals: { theme: 'dark' } })
