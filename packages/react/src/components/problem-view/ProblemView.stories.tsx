import preview from '#storybook/preview'
import { CatalystError, NetworkError } from '@catalyst/sdk'
import { problem } from '@catalyst/testing'
import { expect, fn, userEvent } from 'storybook/test'
import { ProblemView } from './ProblemView.tsx'

const meta = preview.meta({ title: 'Components/ProblemView', component: ProblemView, args: { error: undefined } })

export const Forbidden = meta.story({
  args: {
    error: new CatalystError(problem('FORBIDDEN', { detail: 'environments is forbidden: User "ada" cannot list' })),
    onRetry: fn(),
  },
  play: async ({ canvas, args }) => {
    const alert = canvas.getByRole('alert')
    await expect(alert).toHaveTextContent('You may not see this')
    await expect(alert).toHaveAttribute('data-kind', 'forbidden')
    await userEvent.click(canvas.getByText('Details'))
    await expect(canvas.getByText(/User "ada" cannot list/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
})

/** A cluster without the custom resource definitions is a state of its own, not a crash. */
export const TypeMissing = meta.story({
  args: {
    error: problem('NOT_FOUND', { missing: 'type', detail: 'environments.catalyst.catalyst.dev is not served.' }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('Catalyst is not installed in this cluster')
  },
})

export const ClusterUnreachable = meta.story({
  args: { error: problem('UPSTREAM_UNAVAILABLE', { detail: 'connect ECONNREFUSED' }), onRetry: fn() },
})

export const ProxyUnreachable = meta.story({
  args: { error: new NetworkError('The proxy did not answer.'), onRetry: fn() },
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('No connection')
  },
})

export const Invalid = meta.story({
  args: {
    error: problem('INVALID_INPUT', {
      issues: [{ path: 'spec.sources[0].commitSha', message: 'must be a full commit SHA' }],
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('spec.sources[0].commitSha')).toBeVisible()
  },
})

export const InOtherWords = meta.story({
  args: {
    error: problem('FORBIDDEN'),
    messages: { forbidden: { title: 'Kein Zugriff', text: 'Bitte das Team fragen.' } },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Kein Zugriff')).toBeVisible()
  },
})
