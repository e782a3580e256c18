import preview from '#storybook/preview'
import { condition, environment } from '@catalyst/testing'
import { expect } from 'storybook/test'
import { EnvironmentStatus } from './EnvironmentStatus.tsx'

const meta = preview.meta({
  title: 'Components/EnvironmentStatus',
  component: EnvironmentStatus,
  args: { environment: environment() },
})

export const Ready = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('link')).toHaveAttribute(
      'href',
      'https://payments-checkout-pr-42.preview.example.com/',
    )
    const steps = canvas.getAllByRole('listitem').map((step) => step.dataset['state'])
    await expect(steps).toEqual(['done', 'done', 'done', 'done', 'done'])
  },
})

export const Building = meta.story({
  args: { environment: environment({ phase: 'Building', message: 'Building commit 4f2a9c1 of app' }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/under way/).closest('li')).toHaveAttribute('aria-current', 'step')
    await expect(canvas.queryByRole('link')).toBeNull()
  },
})

/** A failed build says which step failed and why. */
export const Failed = meta.story({
  args: {
    environment: environment({
      phase: 'Failed',
      message: 'The build of app failed: npm run build exited with code 1. Push a fix or retry.',
      conditions: [
        condition('NamespaceReady'),
        condition('BuildSucceeded', { status: 'False', reason: 'BuildFailed' }),
      ],
      status: { attempts: 2 },
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/: failed/).closest('li')).toHaveTextContent('Building')
    await expect(canvas.getByText('2 attempts')).toBeVisible()
    await expect(canvas.getByText(/npm run build exited/)).toBeVisible()
  },
})

/** Degraded is not failed: it runs, with its address, and says what is wrong. */
export const DegradedDark = meta.story({
  args: {
    environment: environment({ phase: 'Degraded', message: 'The dev command ended with exit code 1: npm run dev' }),
  },
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Degraded')).toBeVisible()
    await expect(canvas.getByRole('link')).toBeVisible()
  },
})

export const Deleting = meta.story({
  args: { environment: environment({ phase: 'Deleting' }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Deleting')).toBeVisible()
    await expect(canvas.queryByRole('list')).toBeNull()
  },
})

/** An address that is no http address never becomes a link. */
export const UnsafeAddress = meta.story({
  args: { environment: environment({ url: 'javascript:alert(1)' }) },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBeNull()
  },
})

export const Narrow = meta.story({
  args: Failed.input.args,
  render: (args) => (
    <div style={{ width: 350 }}>
      <EnvironmentStatus {...args} />
    </div>
  ),
})
