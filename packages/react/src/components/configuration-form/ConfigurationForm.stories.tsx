import preview from '#storybook/preview'
import type { AccessReview } from '@catalyst/api'
import type { Configuration } from '@catalyst/sdk'
import { CatalystError } from '@catalyst/sdk'
import { environment, problem, project } from '@catalyst/testing'
import { createMockCluster, type MockCluster, type MockWorldOptions } from '@catalyst/testing/msw'
import { useState, type ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { ConfigurationForm } from './ConfigurationForm.tsx'
import { ConfigurationFormView, type ConfigurationFormViewProps } from './ConfigurationFormView.tsx'

const configuration: Configuration = {
  detected: { type: 'node', command: 'npm run dev', workdir: '.' },
  project: { devCommand: 'pnpm dev --host 0.0.0.0' },
  environment: {},
  effective: { devCommand: 'pnpm dev --host 0.0.0.0', workdir: '.' },
}

const meta = preview.meta({
  title: 'Components/ConfigurationForm',
  component: ConfigurationFormView,
  args: { configuration, environment: 'pr-42', project: 'checkout', onSave: fn(), onReset: fn() },
})

/** Shows what was detected, what overrides it, and which of them holds. */
export const Overridden = meta.story({
  play: async ({ canvas, args }) => {
    const row = canvas.getByRole('row', { name: /^Project/ })
    await expect(within(row).getByText('holds')).toBeVisible()
    const command = canvas.getByRole('textbox', { name: 'Command' })
    await expect(command).toHaveValue('pnpm dev --host 0.0.0.0')
    await expect(canvas.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')

    // The project is the default; the environment alone has nothing of its own yet.
    await expect(canvas.getByRole('radio', { name: 'all environments of checkout' })).toBeChecked()
    await userEvent.click(canvas.getByRole('radio', { name: 'pr-42 alone' }))
    await expect(command).toHaveValue('')
    await expect(canvas.getByRole('button', { name: /Reset/ })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.type(command, 'make dev')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(args.onSave).toHaveBeenCalledWith({ scope: 'environment', devCommand: 'make dev' })
  },
})

export const OverriddenDark = meta.story({ globals: { theme: 'dark' } })

/** Going back for a whole project is asked about. */
export const Reset = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Reset to what was detected' }))
    const dialog = within(canvas.getByRole('dialog', { name: 'Reset for all environments?' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Keep them' }))
    await expect(args.onReset).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('button', { name: 'Reset to what was detected' }))
    await userEvent.click(
      within(canvas.getByRole('dialog')).getByRole('button', { name: 'Reset to what was detected' }),
    )
    await expect(args.onReset).toHaveBeenCalledWith('project')
  },
})

/** Nothing was recognised: the form asks for the command. */
export const NoProjectType = meta.story({
  args: { configuration: { detected: {}, project: {}, environment: {}, effective: {} } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No project type detected')).toBeVisible()
    await expect(canvas.getByText(/Say which command starts the application/)).toBeVisible()
  },
})

/** Once somebody has said the command, nothing has to be said any more. */
export const NoProjectTypeOverridden = meta.story({
  args: {
    configuration: {
      detected: {},
      project: {},
      environment: { devCommand: 'make' },
      effective: { devCommand: 'make' },
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No project type detected')).toBeVisible()
    await expect(canvas.queryByText(/Say which command/)).toBeNull()
  },
})

/** What can't be accepted is said at its field, before anything is sent. */
export const Invalid = meta.story({
  play: async ({ canvas, args }) => {
    const folder = canvas.getByRole('textbox', { name: 'Folder' })
    await userEvent.type(folder, '../secrets')
    await expect(folder).toBeInvalid()
    await expect(folder).toHaveAccessibleDescription(/must not lead out of the repository/)
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(args.onSave).not.toHaveBeenCalled()
  },
})

/** So is what the proxy refuses. */
export const RefusedAtField = meta.story({
  args: {
    error: new CatalystError(
      problem('INVALID_INPUT', {
        issues: [{ path: 'spec.deploymentConfig.devCommand', message: 'is not allowed here' }],
      }),
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Command' })).toHaveAccessibleDescription('is not allowed here')
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
})

/** What is typed for one scope waits there while another is looked at; so does what a change of it failed with. */
export const ScopesApart = meta.story({
  render: (args) => <FailingHost {...args} />,
  play: async ({ canvas }) => {
    const command = canvas.getByRole('textbox', { name: 'Command' })
    const [project, alone] = canvas.getAllByRole('radio')
    await userEvent.clear(command)
    await userEvent.type(command, 'make dev')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(canvas.getByRole('alert')).toHaveTextContent('The project was changed meanwhile.')

    await userEvent.click(alone!)
    await expect(command).toHaveValue('')
    await expect(canvas.queryByRole('alert')).toBeNull()
    await userEvent.type(command, 'make alone')

    await userEvent.click(project!)
    await expect(command).toHaveValue('make dev')
    await expect(canvas.getByRole('alert')).toBeVisible()
    await userEvent.click(alone!)
    await expect(command).toHaveValue('make alone')
  },
})

/** Refuses every change. */
function FailingHost(props: ConfigurationFormViewProps): ReactNode {
  const [error, setError] = useState<unknown>()
  const refusal = new CatalystError(problem('CONFLICT', { detail: 'The project was changed meanwhile.' }))
  return <ConfigurationFormView {...props} error={error} onSave={() => setError(refusal)} />
}

/** What is typed on while a change is saved is not lost when that is done. */
export const TypedWhileSaving = meta.story({
  render: (args) => <SlowHost {...args} />,
  play: async ({ canvas }) => {
    const command = canvas.getByRole('textbox', { name: 'Command' })
    await userEvent.clear(command)
    await userEvent.type(command, 'make dev')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await userEvent.type(canvas.getByRole('textbox', { name: 'Folder' }), 'web')
    await userEvent.click(canvas.getByRole('button', { name: 'Answer' }))
    await expect(command).toHaveValue('make dev')
    await expect(canvas.getByRole('textbox', { name: 'Folder' })).toHaveValue('web')
    await expect(canvas.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'false')
  },
})

/** Takes a change once it is told to. */
function SlowHost(props: ConfigurationFormViewProps): ReactNode {
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const saved = { ...configuration, project: { devCommand: 'make dev' } }
  return (
    <>
      <ConfigurationFormView
        {...props}
        configuration={state === 'saved' ? saved : configuration}
        onSave={() => setState('saving')}
        isSaving={state === 'saving'}
        isSaved={state === 'saved'}
      />
      <button type="button" onClick={() => setState('saved')}>
        Answer
      </button>
    </>
  )
}

export const Loading = meta.story({ args: { configuration: undefined } })

export const Narrow = meta.story({
  render: (args) => (
    <div style={{ width: 320 }}>
      <ConfigurationFormView {...args} />
    </div>
  ),
})

let cluster: MockCluster
const detected = environment({ status: { detected: { type: 'node', command: 'npm run dev' } } })

function connected(options: MockWorldOptions = {}) {
  return {
    render: () => <ConfigurationForm environment={detected} />,
    decorators: [withCatalyst],
    beforeEach({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) {
      cluster = createMockCluster({ environments: [detected], projects: [project()], ...options })
      msw.use(...cluster.handlers)
    },
  }
}

/** Saved for the project; a reset takes it away again. */
export const Saved = meta.story({
  ...connected(),
  play: async ({ canvas }) => {
    const command = await canvas.findByRole('textbox', { name: 'Command' })
    await waitFor(() => expect(command).toHaveAttribute('placeholder', 'npm run dev'))
    await userEvent.type(command, 'make dev')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(canvas.getByText(/^Saved/)).toBeVisible())
    await expect(cluster.world.projects.list()[0]?.spec.deploymentConfig).toEqual({ devCommand: 'make dev' })
    const row = within(canvas.getByRole('row', { name: /^Project/ }))
    await expect(await row.findByText('make dev')).toBeVisible()

    const reset = canvas.getByRole('button', { name: /Reset/ })
    await waitFor(() => expect(reset).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(reset)
    await userEvent.click(within(canvas.getByRole('dialog')).getByRole('button', { name: /Reset/ }))
    await waitFor(() => expect(command).toHaveValue(''))
    await waitFor(() => expect(cluster.world.projects.list()[0]?.spec.deploymentConfig?.devCommand).toBeUndefined())
  },
})

/** A refusal costs nothing of what was typed. */
export const SaveRefused = meta.story({
  ...connected(),
  play: async ({ canvas }) => {
    cluster.world.refuse('updateConfiguration', problem('CONFLICT', { detail: 'The project was changed meanwhile.' }))
    const command = await canvas.findByRole('textbox', { name: 'Command' })
    await userEvent.type(command, 'make dev')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'false'))
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The project was changed meanwhile.')
    await expect(command).toHaveValue('make dev')
  },
})

/** Who may not change the project may still change the environment. */
export const ProjectOfOthers = meta.story({
  ...connected({ access: ({ resource }) => resource === 'environments' }),
  play: async ({ canvas }) => {
    const command = await canvas.findByRole('textbox', { name: 'Command' })
    await expect(await canvas.findByText(/may not change the project/)).toBeVisible()
    await expect(command).toHaveAttribute('readonly')
    await userEvent.click(canvas.getByRole('radio', { name: 'pr-42 alone' }))
    await expect(command).not.toHaveAttribute('readonly')
  },
})

const { metadata, spec } = detected
const withoutTeam = {
  ...detected,
  metadata: { ...metadata, labels: {} },
  spec: { ...spec, projectRef: { name: 'checkout' } },
}
const questions: AccessReview[] = []

/** Where nothing tells the team, the right to the project can't be asked about: the proxy decides. */
export const UnknownTeam = meta.story({
  ...connected({
    access(review) {
      questions.push(review)
      return review.namespace !== ''
    },
  }),
  render: () => <ConfigurationForm environment={withoutTeam} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(questions.map(({ verb }) => verb)).toContain('patch'))
    await expect(questions.filter(({ namespace }) => namespace === '')).toEqual([])
    await userEvent.type(await canvas.findByRole('textbox', { name: 'Command' }), 'make dev')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'false'))
  },
})
