import preview from '#storybook/preview'
import type { Project } from '@catalyst/api'
import { CatalystError } from '@catalyst/sdk'
import { problem, project } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, spyOn, userEvent, waitFor, within } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { ProjectForm } from './ProjectForm.tsx'
import { ProjectFormView } from './ProjectFormView.tsx'

const source = { name: 'app', repositoryUrl: 'https://github.com/payments/checkout.git', branch: 'main' }
const withTemplates = (templates: Project['spec']['templates']) => project({ spec: { sources: [source], templates } })

const meta = preview.meta({
  title: 'Components/ProjectForm',
  component: ProjectFormView,
  args: { onSubmit: fn(), onCancel: fn() },
})

/** A new project: a source and a template wait to be filled in. */
export const New = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Team' }), 'payments')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Name' }), 'checkout')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Repository' }), source.repositoryUrl)
    await userEvent.click(canvas.getByRole('checkbox', { name: 'PostgreSQL' }))
    await userEvent.type(canvas.getByRole('textbox', { name: 'Memory' }), '4Gi')
    const yaml = canvas.getByRole('group', { name: 'What will be saved' })
    await waitFor(() => expect(yaml).toHaveTextContent('postgres: enabled: true'))
    await userEvent.click(canvas.getByRole('button', { name: 'Create project' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: {
        sources: [{ name: 'app', repositoryUrl: source.repositoryUrl }],
        templates: { development: { type: 'docker', values: { services: { postgres: { enabled: true } } } } },
        resources: { memory: '4Gi' },
      },
    })
  },
})

export const NewDark = meta.story({ globals: { theme: 'dark' } })

/** Each type of template has its own fields. */
export const Types = meta.story({
  args: { defaultValues: { team: 'payments', name: 'checkout' } },
  play: async ({ canvas }) => {
    const template = within(canvas.getByRole('group', { name: 'development' }))
    const type = template.getByRole('combobox', { name: 'Deployed with' })
    const labels = () =>
      template
        .getAllByRole<HTMLInputElement>('textbox')
        .filter((field) => field.checkVisibility())
        .map((field) => field.labels?.[0]?.textContent)
    const common = ['For environments of type']
    await expect(labels()).toEqual([...common, 'Dockerfile', 'Folder of the application', 'Values (YAML)'])
    await userEvent.selectOptions(type, 'helm')
    await expect(labels()).toEqual([...common, 'Folder of the chart', 'Values (YAML)'])
    await userEvent.selectOptions(type, 'docker-compose')
    await expect(labels()).toEqual([...common, 'Compose file', 'Values (YAML)'])
    await userEvent.selectOptions(type, 'nix-flake')
    await expect(labels()).toEqual([
      ...common,
      'Folder of flake.nix',
      'Folder of the application',
      'Development shell',
      'Attribute of the image',
      'Values (YAML)',
    ])
    await userEvent.selectOptions(type, 'manifest')
    await expect(labels()).toEqual([...common, 'Folder of the manifests'])
    await userEvent.selectOptions(type, 'prebuilt')
    await expect(labels()).toEqual([
      ...common,
      'Image',
      'Tag',
      'Digest',
      'Port',
      'Replicas',
      'Command',
      'Arguments',
      'Values (YAML)',
    ])
    await userEvent.click(template.getByText('Resources of each container'))
    await expect(template.getByRole('textbox', { name: 'CPU limit' })).toBeVisible()
  },
})

const helm = withTemplates({
  development: { type: 'docker', sourceRef: 'app' },
  staging: { type: 'helm', sourceRef: 'app', path: 'chart', values: { replicas: 2, ingress: { enabled: true } } },
})

/** The values of a chart are YAML, which is read as it is typed. */
export const HelmValues = meta.story({
  args: { project: helm },
  play: async ({ canvas, args }) => {
    const template = within(canvas.getByRole('group', { name: 'staging' }))
    const values = template.getByRole('textbox', { name: 'Values (YAML)' })
    await waitFor(() => expect(values).toHaveValue('replicas: 2\ningress:\n  enabled: true\n'))
    await userEvent.clear(values)
    await userEvent.type(values, 'replicas: [[')
    await userEvent.tab()
    await expect(values).toHaveAccessibleDescription('This is no YAML.')
    await userEvent.clear(values)
    await userEvent.type(values, 'replicas: 3')
    await expect(values).toBeValid()
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(args.onSubmit).toHaveBeenCalledOnce()
    const [[asked]] = args.onSubmit.mock.calls as [[{ spec: Project['spec'] }]]
    await expect(asked.spec.templates['staging']?.values).toEqual({ replicas: 3 })
  },
})

export const Prebuilt = meta.story({
  args: {
    project: withTemplates({
      staging: {
        type: 'prebuilt',
        image: { repository: 'registry.example.com/checkout', tag: 'v1.4' },
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
        values: { port: 3000, command: ['node', 'server.js'], probes: { readiness: { httpGet: { path: '/ready' } } } },
      },
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Command' })).toHaveValue('node\nserver.js')
    await expect(canvas.getByRole('textbox', { name: 'Memory limit' })).toHaveValue('512Mi')
    await waitFor(() =>
      expect(canvas.getByRole('textbox', { name: 'Values (YAML)' })).toHaveValue(
        'probes:\n  readiness:\n    httpGet:\n      path: /ready\n',
      ),
    )
    await expect(canvas.getByRole('textbox', { name: 'Name' })).toHaveAttribute('readonly')
  },
})

/** What is wrong is said at its field, and the first of them gets the focus. */
export const Invalid = meta.story({
  args: { defaultValues: { team: 'payments', name: 'checkout' } },
  play: async ({ canvas, args }) => {
    const repository = canvas.getByRole('textbox', { name: 'Repository' })
    await userEvent.type(repository, 'https://ada:secret@github.com/payments/checkout')
    await userEvent.tab()
    await expect(repository).toHaveAccessibleDescription(/without a password/)
    await userEvent.click(canvas.getByRole('button', { name: 'Create project' }))
    await expect(repository).toHaveFocus()
    await expect(args.onSubmit).not.toHaveBeenCalled()
  },
})

/** What the proxy refuses is said at its field. */
export const RefusedAtField = meta.story({
  args: {
    project: helm,
    error: new CatalystError(
      problem('INVALID_INPUT', { issues: [{ path: 'spec.templates.staging.path', message: 'has no Chart.yaml' }] }),
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Folder of the chart' })).toHaveAccessibleDescription(
      'has no Chart.yaml',
    )
  },
})

const three = project({
  spec: {
    sources: [source, { ...source, name: 'api', branch: 'release' }, { ...source, name: 'docs' }],
    templates: { development: { type: 'docker' } },
  },
})

/** What is wrong with a source goes with it, whichever others are removed. */
export const SourceRemoved = meta.story({
  args: {
    project: three,
    error: new CatalystError(
      problem('INVALID_INPUT', { issues: [{ path: 'spec.sources[1].branch', message: 'is not there' }] }),
    ),
  },
  play: async ({ canvas }) => {
    const fields = (name: string) => canvas.getAllByRole('textbox', { name })
    const faults = (name: string) => fields(name).map((field) => field.getAttribute('aria-invalid') === 'true')
    await userEvent.clear(fields('Repository')[0]!)
    await userEvent.tab()
    await userEvent.clear(fields('Repository')[2]!)
    await userEvent.tab()
    await expect(faults('Repository')).toEqual([true, false, true])
    await expect(faults('Branch')).toEqual([false, true, false])

    await userEvent.click(canvas.getByRole('button', { name: 'Remove app' }))
    await expect(faults('Repository')).toEqual([false, true])
    await expect(faults('Branch')).toEqual([true, false])
    await userEvent.clear(fields('Repository')[0]!)
    await userEvent.click(canvas.getByRole('button', { name: 'Remove api' }))
    await expect(faults('Branch')).toEqual([false])
    await userEvent.click(canvas.getByRole('button', { name: 'Add a source' }))
    await expect(faults('Repository')).toEqual([true, false])
  },
})

export const Narrow = meta.story({
  args: { project: helm },
  render: (args) => (
    <div style={{ width: 320 }}>
      <ProjectFormView {...args} />
    </div>
  ),
  play: async ({ canvasElement }) => {
    const form = canvasElement.querySelector('form')!
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

let cluster: MockCluster
const onSaved = fn()

function connected(given: Project | undefined) {
  return {
    // The given one as the cluster has it, with the version that a change has to name.
    render: () => (
      <ProjectForm
        project={given && cluster.world.projects.list().find(({ metadata }) => metadata.name === given.metadata.name)}
        defaultValues={{ team: 'payments', name: 'blog' }}
        onSaved={onSaved}
      />
    ),
    decorators: [withCatalyst],
    beforeEach({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) {
      onSaved.mockClear()
      cluster = createMockCluster({ environments: [], projects: [helm] })
      msw.use(...cluster.handlers)
    },
  }
}

/** The whole way: the project is in the cluster afterwards. */
export const Created = meta.story({
  ...connected(undefined),
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Repository' }), 'https://github.com/payments/blog')
    await userEvent.click(canvas.getByRole('button', { name: 'Create project' }))
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    await expect(cluster.world.projects.list().map(({ metadata }) => metadata.name)).toContain('blog')
  },
})

/** A change sends what changed. */
export const Changed = meta.story({
  ...connected(helm),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove development' }))
    await expect(canvas.getByRole('button', { name: 'Add a template' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    const [saved] = cluster.world.projects.list()
    await expect(Object.keys(saved?.spec.templates ?? {})).toEqual(['staging'])
    await expect(saved?.spec.sources).toEqual([source])
  },
})

/** A form that stays may save again: what it saved itself is no change of somebody else's. */
export const ChangedTwice = meta.story({
  ...connected(helm),
  play: async ({ canvas }) => {
    const requests = spyOn(globalThis, 'fetch')
    const memory = canvas.getByRole('textbox', { name: 'Memory' })
    const save = async (size: string) => {
      onSaved.mockClear()
      await userEvent.clear(memory)
      await userEvent.type(memory, size)
      await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
      await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
      const [[saved]] = onSaved.mock.calls as [[Project]]
      return saved
    }
    const { resourceVersion } = (await save('8Gi')).metadata
    await expect((await save('9Gi')).spec.resources?.memory).toBe('9Gi')
    await expect(requests.mock.lastCall?.[1]?.body).toBe(
      JSON.stringify({ metadata: { resourceVersion }, spec: { resources: { memory: '9Gi' } } }),
    )
  },
})

/** Somebody else was faster: nothing is overwritten, and nothing of what was typed is lost. */
export const ChangedMeanwhile = meta.story({
  ...connected(helm),
  play: async ({ canvas }) => {
    cluster.world.refuse(
      'patchProject',
      problem('CONFLICT', { reason: 'Conflict', detail: 'The project has changed.' }),
    )
    const memory = canvas.getByRole('textbox', { name: 'Memory' })
    await userEvent.clear(memory)
    await userEvent.type(memory, '8Gi')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Somebody else was faster')
    await expect(memory).toHaveValue('8Gi')
    await expect(onSaved).not.toHaveBeenCalled()
  },
})

/** The cluster keeps what decides over more than development for admins: it says which field, why and whom to ask. */
export const NotOneOfTheAdmins = meta.story({
  ...connected(helm),
  play: async ({ canvas }) => {
    const message = 'only who may "deploy" can change this in a project; ask an admin of the project'
    cluster.world.refuse(
      'patchProject',
      problem('FORBIDDEN', { detail: `spec.resources: ${message}`, issues: [{ path: 'spec.resources', message }] }),
    )
    const memory = canvas.getByRole('textbox', { name: 'Memory' })
    await userEvent.clear(memory)
    await userEvent.type(memory, '8Gi')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    const alert = within(await canvas.findByRole('alert'))
    await expect(alert.getByText(message)).toBeVisible()
    await expect(memory).toHaveValue('8Gi')
  },
})
