import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import addonVitest from '@storybook/addon-vitest'
import { definePreview } from '@storybook/react-vite'
import { setupWorker } from 'msw/browser'
import { HttpNetworkFrame } from 'msw/experimental'
import addonMsw from 'msw-storybook-addon'
import '../packages/react/src/style.css'
import './preview.css'

export default definePreview({
  addons: [
    addonDocs(),
    addonA11y(),
    addonVitest(),
    addonMsw(async () => {
      const worker = setupWorker()
      await worker.start({
        quiet: true,
        // A request to the proxy that no story answers is a mistake in the story; all else is Storybook's own.
        onUnhandledFrame({ frame, defaults }) {
          const isHttp = frame instanceof HttpNetworkFrame
          if (isHttp && !new URL(frame.data.request.url).pathname.startsWith('/api/')) return
          defaults.error()
        },
      })
      return worker
    }),
  ],
  parameters: {
    a11y: { test: 'error' },
    layout: 'padded',
    viewport: { options: { phone: { name: 'Phone', styles: { width: '390px', height: '780px' } } } },
  },
  initialGlobals: { theme: 'light' },
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: { icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  decorators: [
    (Story, { globals }) => {
      document.documentElement.dataset['theme'] = String(globals['theme'])
      return <Story />
    },
  ],
})
