import preview from '#storybook/preview'
import { environment, project, storyTime } from '@catalyst/testing'
import { expect } from 'storybook/test'
import { EnvironmentFacts } from './EnvironmentFacts.tsx'

const commitSha = '4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d'
const shop = environment({
  spec: {
    devCommand: 'pnpm dev --host 0.0.0.0',
    config: { envVars: { API_URL: 'https://api.example.com', DEBUG: '1' } },
  },
  status: {
    template: 'docker',
    readyAt: storyTime(-600),
    detected: { type: 'node', command: 'npm run dev', workdir: 'web' },
    sources: [{ name: 'app', commitSha, branch: 'feature/pr-42' }],
    builds: [
      {
        source: 'app',
        phase: 'Succeeded',
        image: 'registry.cluster.local:5000/checkout/app:4f2a9c1d',
        jobName: 'build-app-4f2a',
      },
    ],
  },
})

const meta = preview.meta({
  title: 'Components/EnvironmentFacts',
  component: EnvironmentFacts,
  args: { environment: shop, project: project(), projectHref: '#/projects/checkout' },
})

/** Sources lead to the repository, its branch and the commit that runs. */
export const Known = meta.story({
  play: async ({ canvas }) => {
    const hrefs = canvas.getAllByRole('link').map((link) => link.getAttribute('href'))
    await expect(hrefs).toEqual([
      '#/projects/checkout',
      'https://github.com/payments/checkout/pull/42',
      'https://github.com/payments/checkout',
      'https://github.com/payments/checkout/tree/feature/pr-42',
      `https://github.com/payments/checkout/commit/${commitSha}`,
    ])
    await expect(canvas.getByText('pnpm dev --host 0.0.0.0').parentElement).toHaveTextContent('overridden')
    await expect(canvas.getByText('2 environment variables')).toHaveAttribute('title', 'API_URL, DEBUG')
  },
})

export const KnownDark = meta.story({ globals: { theme: 'dark' } })

/** Who may not read the project sees branch and commit without links. */
export const WithoutProject = meta.story({
  args: { environment: shop, project: undefined, projectHref: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('link')).toHaveLength(1)
    await expect(canvas.getByText('4f2a9c1d')).toBeVisible()
  },
})

/** What a cluster holds is others' input. */
export const Unsafe = meta.story({
  args: {
    environment: environment({ spec: { pullRequest: { number: 7, url: 'javascript:alert(1)' } } }),
    project: project({ spec: { sources: [{ name: 'app', repositoryUrl: 'javascript:alert(1)' }] } }),
    projectHref: undefined,
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBeNull()
    await expect(canvas.getByText('#7')).toBeVisible()
  },
})

export const Narrow = meta.story({
  render: (args) => (
    <div style={{ width: 320 }}>
      <EnvironmentFacts {...args} />
    </div>
  ),
})
