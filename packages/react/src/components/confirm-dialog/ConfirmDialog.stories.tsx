import preview from '#storybook/preview'
import { CatalystError } from '@catalyst/sdk'
import { problem } from '@catalyst/testing'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { ConfirmDialog, type ConfirmDialogProps } from './ConfirmDialog.tsx'

const meta = preview.meta({
  title: 'Components/ConfirmDialog',
  component: ConfirmDialog,
  args: {
    open: true,
    title: 'Delete pr-42?',
    confirmLabel: 'Delete',
    children: 'Everything that runs in payments-checkout-pr-42 goes with it.',
    onConfirm: fn(),
    onCancel: fn(),
  },
})

/** The way that an app holds it: a button that opens it, and a state. */
function Opened(props: ConfirmDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="catalyst catalyst-button" onClick={() => setOpen(true)}>
        Ask
      </button>
      <ConfirmDialog
        {...props}
        open={open}
        onCancel={() => {
          props.onCancel()
          setOpen(false)
        }}
        onConfirm={() => {
          props.onConfirm()
          setOpen(false)
        }}
      />
    </>
  )
}

/** The focus begins on the harmless button and comes back to where it was. */
export const Asked = meta.story({
  render: (args) => <Opened {...args} />,
  play: async ({ canvas, args }) => {
    const ask = canvas.getByRole('button', { name: 'Ask' })
    await userEvent.click(ask)
    await expect(canvas.getByRole('dialog', { name: 'Delete pr-42?' })).toHaveAccessibleDescription(/payments-checkout/)
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }))
    await expect(args.onCancel).toHaveBeenCalledOnce()
    await expect(canvas.queryByRole('dialog')).toBeNull()
    await expect(ask).toHaveFocus()

    await userEvent.click(ask)
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(args.onConfirm).toHaveBeenCalledOnce()
    await waitFor(() => expect(ask).toHaveFocus())
  },
})

export const AskedDark = meta.story({ globals: { theme: 'dark' } })

/** What can't be undone wants more than a press. */
export const TypedName = meta.story({
  args: { typeToConfirm: 'pr-42' },
  play: async ({ canvas, args }) => {
    const field = canvas.getByRole('textbox', { name: 'Type pr-42 to confirm' })
    await expect(field).toHaveFocus()
    await userEvent.type(field, 'pr-4{Enter}')
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(args.onConfirm).not.toHaveBeenCalled()
    await userEvent.type(field, '2{Enter}')
    await expect(args.onConfirm).toHaveBeenCalledOnce()
  },
})

/** While it is under way a second press does nothing; one can still look away. */
export const Busy = meta.story({
  args: { isBusy: true },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Working…' }))
    await expect(args.onConfirm).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }))
    await expect(args.onCancel).toHaveBeenCalledOnce()
  },
})

export const Refused = meta.story({
  args: {
    error: new CatalystError(problem('FORBIDDEN', { detail: 'You may not delete environments of payments/checkout.' })),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('You may not delete environments of payments/checkout.')
  },
})

export const Neutral = meta.story({
  args: { tone: 'neutral', title: 'Deploy pr-42 again?', confirmLabel: 'Deploy again', children: undefined },
})
