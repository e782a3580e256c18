import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import { defaultClientConditions, mergeConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const config: StorybookConfig = {
  stories: ['../packages/react/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', 'msw-storybook-addon'],
  // Strict mode starts every effect twice, so that what is not undone shows.
  framework: { name: '@storybook/react-vite', options: { strictMode: true } },
  staticDirs: ['./public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (base) =>
    mergeConfig(base, {
      resolve: {
        // Workspace packages are read from their sources, so that no story needs a build.
        conditions: ['@catalyst/source', ...defaultClientConditions],
        alias: { '#storybook': here('.') },
      },
    }),
}

export default config
