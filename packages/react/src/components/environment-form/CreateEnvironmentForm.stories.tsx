import preview from '#storybook/preview'
import { CatalystError } from '@catalyst/sdk'
import { environment, problem, project } from '@catalyst/testing'
import { createMockCluster, type MockCluster, type MockWorldOptions } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { CreateEnvironmentForm } from './CreateEnvironmentForm.tsx'
import { CreateEnvironmentFormView } from './CreateEnvironmentFormView.tsx'

const commit = '0123456789abcdef0123456789abcdef01234567'
const checkout = project({
  spec: {
    sources: [
      { name: 'app', repositoryUrl: 'https://github.com/payments/checkout.git', branch: 'main' },
      { name: 'assets', repositoryUrl: 'https://github.com/payments/assets.git' },
    ],
    templates: {
      development: { type: 'docker', sourceRef: 'app' },
      staging: { type: 'prebuilt', image: { repository: 'registry.example.com/checkout' } },
    },
  },
})
const blog = project({ team: 'marketing', name: 'blog', spec: { templates: {} } })

const meta = preview.meta({
  title: 'Components/CreateEnvironmentForm',
  component: CreateEnvironmentFormView,
  args: { projects: [checkout, blog], onSubmit: fn(), onCancel: fn() },
})

/** Project and template are chosen out of what there is, and the YAML follows every key. */
export const Filled = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Project' }), 'payments/checkout')
    await expect(canvas.getByRole('combobox', { name: 'Template' })).toHaveValue('development')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Name' }), 'pr-42')
    const revision = canvas.getByRole('textbox', { name: 'Branch or commit of app' })
    await expect(revision).toHaveValue('main')
    await userEvent.clear(revision)
    await userEvent.type(revision, commit)
    await userEvent.click(canvas.getByRole('button', { name: 'Add a variable' }))
    const [, variable] = canvas.getAllByRole('textbox', { name: 'Name' })
    await expect(variable).toHaveFocus()
    await userEvent.type(variable!, 'LOG_LEVEL')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Value' }), 'debug')

    const yaml = canvas.getByRole('group', { name: 'What will be created' })
    await waitFor(() => expect(yaml).toHaveTextContent('LOG_LEVEL: debug'))
    await expect(yaml).toHaveTextContent('namespace: payments-checkout')
    await expect(yaml).toHaveTextContent(`commitSha: ${commit}`)

    await userEvent.click(canvas.getByRole('button', { name: 'Create environment' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({
      metadata: { name: 'pr-42' },
      spec: {
        projectRef: { name: 'checkout', namespace: 'payments' },
        type: 'development',
        sources: [{ name: 'app', commitSha: commit }],
        config: { envVars: { LOG_LEVEL: 'debug' } },
      },
    })
  },
})

export const FilledDark = meta.story({
  args: { defaultValues: { team: 'payments', project: 'checkout', name: 'pr-42' } },
  globals: { theme: 'dark' },
})

/** A prebuilt template builds nothing: it asks for an image, and sources are for the record. */
export const Prebuilt = meta.story({
  args: { defaultValues: { team: 'payments', project: 'checkout', name: 'rc-1', type: 'staging' } },
  play: async ({ canvas, args }) => {
    await userEvent.clear(canvas.getByRole('textbox', { name: 'Branch or commit of app' }))
    await userEvent.type(canvas.getByRole('textbox', { name: 'Image or tag' }), 'v2.3')
    await userEvent.click(canvas.getByRole('button', { name: 'Create environment' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({
      metadata: { name: 'rc-1' },
      spec: {
        projectRef: { name: 'checkout', namespace: 'payments' },
        type: 'staging',
        config: { image: 'v2.3' },
      },
    })
  },
})

/** What is wrong is said at its field once it was left, and the first of them gets the focus when it is sent. */
export const Invalid = meta.story({
  play: async ({ canvas, args }) => {
    const name = canvas.getByRole('textbox', { name: 'Name' })
    await userEvent.type(name, 'Pull Request')
    await expect(name).toBeValid()
    await userEvent.tab()
    await expect(name).toBeInvalid()
    await expect(name).toHaveAccessibleDescription(/lower-case letters/)

    await userEvent.click(canvas.getByRole('button', { name: 'Create environment' }))
    const chosen = canvas.getByRole('combobox', { name: 'Project' })
    await expect(chosen).toHaveFocus()
    await expect(chosen).toHaveAccessibleDescription('This is needed.')
    await userEvent.selectOptions(chosen, 'marketing/blog')
    await expect(canvas.getByRole('combobox', { name: 'Template' })).toHaveAccessibleDescription('This is needed.')
    await expect(args.onSubmit).not.toHaveBeenCalled()
  },
})

/** What the proxy refuses is said at its field, until that is changed. */
export const RefusedAtField = meta.story({
  args: {
    defaultValues: { team: 'payments', project: 'checkout', name: 'pr-42' },
    error: new CatalystError(
      problem('INVALID_INPUT', { issues: [{ path: 'spec.sources[0].branch', message: 'is not in the repository' }] }),
    ),
  },
  play: async ({ canvas }) => {
    const revision = canvas.getByRole('textbox', { name: 'Branch or commit of app' })
    await expect(revision).toHaveAccessibleDescription('is not in the repository')
    await expect(canvas.getByRole('alert')).toHaveTextContent('This is not accepted')
    await userEvent.type(revision, '-2')
    await expect(revision).toBeValid()
  },
})

export const Loading = meta.story({ args: { projects: undefined } })

/** Without a project there is nothing to choose: it says what to do. */
export const NoProject = meta.story({
  args: { projects: [] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('There is no project yet')).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Create environment' })).toBeNull()
  },
})

export const Narrow = meta.story({
  args: { defaultValues: { team: 'payments', project: 'checkout', name: 'pr-42' } },
  render: (args) => (
    <div style={{ width: 320 }}>
      <CreateEnvironmentFormView {...args} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Add a variable' }))
    const form = canvasElement.querySelector('form')!
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
    await userEvent.click(canvas.getByRole('button', { name: 'Remove this variable' }))
    await expect(canvas.getByRole('button', { name: 'Add a variable' })).toHaveFocus()
  },
})

let cluster: MockCluster
const onCreated = fn()

function connected(options: MockWorldOptions = {}) {
  return {
    render: () => (
      <CreateEnvironmentForm
        defaultValues={{ team: 'payments', project: 'checkout', name: 'pr-42' }}
        onCreated={onCreated}
      />
    ),
    decorators: [withCatalyst],
    beforeEach({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) {
      onCreated.mockClear()
      cluster = createMockCluster({ environments: [], projects: [checkout, blog], ...options })
      msw.use(...cluster.handlers)
    },
  }
}

/** The whole way: the environment is in the cluster afterwards. */
export const Created = meta.story({
  ...connected(),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Create environment' }))
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce())
    const [created] = cluster.world.environments.list()
    await expect(created?.metadata.name).toBe('pr-42')
    await expect(created?.spec.sources).toEqual([{ name: 'app', branch: 'main' }])
  },
})

/** A name that is taken is said at the name. */
export const NameTaken = meta.story({
  ...connected({ environments: [environment({ name: 'pr-42' })] }),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Create environment' }))
    const name = canvas.getByRole('textbox', { name: 'Name' })
    await waitFor(() => expect(name).toBeInvalid())
    await expect(name).toHaveAccessibleDescription('pr-42 exists already. Choose another name.')
    await waitFor(() => expect(name).toHaveFocus())
    await userEvent.type(name, '-b')
    await userEvent.click(canvas.getByRole('button', { name: 'Create environment' }))
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce())
  },
})

/** Who may not create one is told so, and loses nothing of what was typed. */
export const Forbidden = meta.story({
  ...connected(),
  play: async ({ canvas }) => {
    cluster.world.refuse('createEnvironment', problem('FORBIDDEN', { detail: 'ada may not create environments.' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Create environment' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('ada may not create environments.')
    await expect(canvas.getByRole('textbox', { name: 'Name' })).toHaveValue('pr-42')
    await expect(onCreated).not.toHaveBeenCalled()
  },
})
