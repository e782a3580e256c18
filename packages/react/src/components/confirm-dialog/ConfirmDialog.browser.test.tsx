import { StrictMode, useState, type FormEvent } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ConfirmDialog } from './ConfirmDialog.tsx'

function Page({ onCancel }: { onCancel: () => void }) {
  const [state, setState] = useState<'closed' | 'open' | 'gone'>('closed')
  return (
    <StrictMode>
      <button onClick={() => setState('open')}>Ask</button>
      {state !== 'gone' && (
        <ConfirmDialog
          open={state === 'open'}
          title="Delete it?"
          onCancel={() => {
            onCancel()
            setState('closed')
          }}
          onConfirm={() => setState('gone')}
        />
      )}
    </StrictMode>
  )
}

test('Escape cancels once, and the focus goes back to what opened it', async () => {
  const onCancel = vi.fn()
  const { getByRole } = await render(<Page onCancel={onCancel} />)
  for (const times of [1, 2]) {
    await getByRole('button', { name: 'Ask' }).click()
    await expect.element(getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(getByRole('button', { name: 'Ask' })).toHaveFocus()
    expect(onCancel).toHaveBeenCalledTimes(times)
  }
})

test('the focus goes back even when the whole dialog is taken away', async () => {
  const { getByRole } = await render(<Page onCancel={() => undefined} />)
  await getByRole('button', { name: 'Ask' }).click()
  await getByRole('button', { name: 'Confirm' }).click()
  await expect.element(getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(getByRole('button', { name: 'Ask' })).toHaveFocus()
})

test('the keyboard can not leave the dialog for the page below', async () => {
  const { getByRole } = await render(<Page onCancel={() => undefined} />)
  await getByRole('button', { name: 'Ask' }).click()
  const seen = new Set<string | null | undefined>()
  for (let presses = 0; presses < 6; presses++) {
    seen.add(document.activeElement?.textContent)
    await userEvent.keyboard('{Tab}')
  }
  expect(seen).toContain('Confirm')
  expect(seen).not.toContain('Ask')
})

test('within a form of the page, Enter confirms and sends nothing else', async () => {
  const onSubmit = vi.fn((event: FormEvent) => event.preventDefault())
  const onConfirm = vi.fn()
  const { getByRole } = await render(
    <form onSubmit={onSubmit}>
      <ConfirmDialog open title="Reset?" typeToConfirm="x" onConfirm={onConfirm} onCancel={() => undefined} />
      <button>Send</button>
    </form>,
  )
  await expect.element(getByRole('textbox')).toHaveFocus()
  await userEvent.keyboard('x{Enter}')
  expect(onConfirm).toHaveBeenCalledOnce()
  await getByRole('button', { name: 'Confirm' }).click()
  expect(onConfirm).toHaveBeenCalledTimes(2)
  expect(onSubmit).not.toHaveBeenCalled()
})
