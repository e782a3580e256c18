import preview from '#storybook/preview'
import { CatalystError } from '@catalyst/sdk'
import { problem, project } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import { TemplateFormView } from './TemplateFormView.tsx'

const shop = project({
  spec: {
    templates: {
      development: { type: 'docker', sourceRef: 'app' },
      compose: { type: 'docker-compose', path: 'compose.yaml', values: { services: { redis: { enabled: true } } } },
      chart: { type: 'helm', path: 'chart', values: { replicas: 2 } },
      flake: { type: 'nix-flake', path: '.', devShell: 'web', imageAttribute: 'packages.x86_64-linux.image' },
      staging: {
        type: 'prebuilt',
        image: { repository: 'registry.example.com/checkout', tag: 'v1.4' },
        values: { port: 3000, command: ['node', 'server.js'] },
        resources: { limits: { memory: '512Mi' } },
      },
      raw: { type: 'manifest', path: 'k8s' },
    },
  },
})

const meta = preview.meta({
  title: 'Components/TemplateForm',
  component: TemplateFormView,
  args: { project: shop, onSubmit: fn(), onCancel: fn() },
})

/** A new template begins as a Dockerfile; its type decides what is asked. */
export const New = meta.story({
  play: async ({ canvas, args }) => {
    const key = canvas.getByRole('textbox', { name: 'For environments of type' })
    await userEvent.type(key, 'staging')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(key).toHaveFocus()
    await expect(key).toHaveAccessibleDescription('There is a template for staging already.')
    await userEvent.clear(key)
    await userEvent.type(key, 'production')
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Deployed with' }), 'helm')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Folder of the chart' }), 'charts/web')
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Object storage (S3)' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({
      key: 'production',
      template: { type: 'helm', path: 'charts/web', values: { services: { s3: { enabled: true } } } },
    })
  },
})

export const Docker = meta.story({ args: { templateKey: 'development' } })

export const DockerCompose = meta.story({
  args: { templateKey: 'compose' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('checkbox', { name: 'Redis' })).toBeChecked()
    await expect(canvas.getByRole('textbox', { name: 'Compose file' })).toHaveValue('compose.yaml')
  },
})

export const Helm = meta.story({ args: { templateKey: 'chart' }, globals: { theme: 'dark' } })

export const NixFlake = meta.story({
  args: { templateKey: 'flake' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Development shell' })).toHaveValue('web')
  },
})

export const Prebuilt = meta.story({
  args: { templateKey: 'staging' },
  play: async ({ canvas, args }) => {
    const port = canvas.getByRole('textbox', { name: 'Port' })
    await userEvent.clear(port)
    await userEvent.type(port, '70000')
    await userEvent.tab()
    await expect(port).toHaveAccessibleDescription('Give a port from 1 to 65535.')
    await userEvent.clear(port)
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(args.onSubmit).toHaveBeenCalledWith({
      key: 'staging',
      template: {
        type: 'prebuilt',
        image: { repository: 'registry.example.com/checkout', tag: 'v1.4' },
        values: { command: ['node', 'server.js'] },
        resources: { limits: { memory: '512Mi' } },
      },
    })
  },
})

export const Manifest = meta.story({
  args: { templateKey: 'raw' },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('checkbox')).toBeNull()
  },
})

/** What has a field of its own is refused among the values, where the field would silently win. */
export const FieldAmongValues = meta.story({
  args: { templateKey: 'staging' },
  play: async ({ canvas, args }) => {
    const values = canvas.getByRole('textbox', { name: 'Values (YAML)' })
    await waitFor(() => expect(values).not.toHaveAttribute('readonly'))
    await userEvent.type(values, 'port: 4000')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(values).toHaveFocus()
    await expect(values).toHaveAccessibleDescription(/^Something here has a field of its own/)
    await expect(args.onSubmit).not.toHaveBeenCalled()
    const port = canvas.getByRole('textbox', { name: 'Port' })
    await userEvent.clear(port)
    await userEvent.type(port, '4000')
    await expect(values).toBeValid()
  },
})

/** What the proxy refuses is said at its field. */
export const RefusedAtField = meta.story({
  args: {
    templateKey: 'chart',
    error: new CatalystError(
      problem('INVALID_INPUT', { issues: [{ path: 'spec.templates.chart.values.replicas', message: 'is not known' }] }),
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Values (YAML)' })).toHaveAccessibleDescription('is not known')
  },
})

export const Narrow = meta.story({
  args: { templateKey: 'staging' },
  render: (args) => (
    <div style={{ width: 320 }}>
      <TemplateFormView {...args} />
    </div>
  ),
  play: async ({ canvasElement }) => {
    const form = canvasElement.querySelector('form')!
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

let cluster: MockCluster
const onSaved = fn()

/** The whole way: the project has the template afterwards, and all others as they were. */
export const Saved = meta.story({
  // As the cluster has it, with the version that a change has to name.
  render: () => (
    <TemplateForm project={cluster.world.projects.list()[0] ?? shop} templateKey="chart" onSaved={onSaved} />
  ),
  decorators: [withCatalyst],
  beforeEach({ msw }: { msw: { use: (...handlers: MockCluster['handlers']) => void } }) {
    onSaved.mockClear()
    cluster = createMockCluster({ environments: [], projects: [shop] })
    msw.use(...cluster.handlers)
  },
  play: async ({ canvas }) => {
    const path = canvas.getByRole('textbox', { name: 'Folder of the chart' })
    await userEvent.clear(path)
    await userEvent.type(path, 'charts/web')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    const [saved] = cluster.world.projects.list()
    await expect(saved?.spec.templates['chart']).toEqual({ type: 'helm', path: 'charts/web', values: { replicas: 2 } })
    await expect(Object.keys(saved?.spec.templates ?? {})).toEqual(Object.keys(shop.spec.templates))
  },
})
