import preview from '#storybook/preview'
import { condition, environment } from '@catalyst/testing'
import { expect } from 'storybook/test'
import { ConditionList } from './ConditionList.tsx'

const meta = preview.meta({ title: 'Components/ConditionList', component: ConditionList, args: { conditions: [] } })

export const Failed = meta.story({
  args: {
    conditions: [
      condition('NamespaceReady'),
      condition('BuildSucceeded', {
        status: 'False',
        reason: 'BuildFailed',
        message:
          'npm run build exited with code 1\nsrc/cart.ts(12,3): error TS2322: Type "string" is not assignable to type "number".',
      }),
      condition('Ready', { status: 'Unknown', reason: 'Progressing' }),
    ],
  },
  play: async ({ canvas }) => {
    const states = canvas.getAllByRole('listitem').map((item) => item.dataset['status'])
    await expect(states).toEqual(['True', 'False', 'Unknown'])
    await expect(canvas.getByText('Build succeeded')).toBeVisible()
    await expect(canvas.getByText(/error TS2322/)).toBeVisible()
    await expect(canvas.getByText('No')).toBeInTheDocument()
  },
})

export const ReadyDark = meta.story({
  args: { conditions: environment().status!.conditions! },
  globals: { theme: 'dark' },
})

export const Empty = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/has not reported a condition/)).toBeVisible()
  },
})

/** A condition that is bad news when it holds has no tick for holding. */
export const Degraded = meta.story({
  args: { conditions: [condition('Deployed'), condition('Degraded'), condition('QuotaExceeded', { status: 'False' })] },
  play: async ({ canvas }) => {
    const tones = canvas.getAllByRole('listitem').map((item) => item.dataset['tone'])
    await expect(tones).toEqual(['good', 'bad', 'good'])
  },
})

/** What goes on, or waits for somebody, is neither good nor bad. */
export const UnderWay = meta.story({
  args: {
    conditions: [
      condition('Terminating'),
      condition('Approved', { status: 'False', reason: 'ApprovalNeeded' }),
      condition('Available', { status: 'False' }),
    ],
  },
  play: async ({ canvas }) => {
    const tones = canvas.getAllByRole('listitem').map((item) => item.dataset['tone'])
    await expect(tones).toEqual(['unknown', 'unknown', 'bad'])
  },
})
