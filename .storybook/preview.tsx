import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import addonVitest from '@storybook/addon-vitest'
import { definePreview } from '@storybook/react-vite'
import { setupWorker } from 'msw/browser'
import { HttpNetworkFrame } from 'msw/experimental'
import addonMsw from 'msw-storybook-addon'
import { configure } from 'storybook/test'
import { ClockContext } from '../packages/react/src/internals/clock.ts'
import '../packages/react/src/style.css'
import { storyNow } from '../packages/testing/src/index.ts'
import { DocsPage } from './DocsPage.tsx'
import './preview.css'

// What a story waits for comes when the machine gets to it.
configure({ asyncUtilTimeout: 10_000 })

// Each story begins at the moment at which built objects live, so that their ages are the same from day to day, whichever came before.
let begunAt = Date.now()
const storyClock = () => storyNow.getTime() + Date.now() - begunAt

export default definePreview({
  addons: [
    addonDocs(),
    addonA11y(),
    addonVitest(),
    addonMsw(async () => {
      const worker = setupWorker()
      await worker.start({
        quiet: true,
        // Beside the page, wherever the site is served.
        serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).href },
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
  tags: ['autodocs'],
  beforeEach() {
    begunAt = Date.now()
  },
  parameters: {
    a11y: { test: 'error' },
    docs: { page: DocsPage, codePanel: true },
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
      return (
        <ClockContext.Provider value={storyClock}>
          <Story />
        </ClockContext.Provider>
      )
    },
  ],
})
