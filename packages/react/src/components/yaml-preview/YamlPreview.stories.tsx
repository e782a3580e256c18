import preview from '#storybook/preview'
import { expect, userEvent, waitFor } from 'storybook/test'
import { YamlPreview } from './YamlPreview.tsx'

const value = {
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name: 'pr-42', namespace: undefined },
  spec: { projectRef: { name: 'checkout' }, config: { envVars: { ON: 'yes', GREETING: 'a: b' } } },
}

const meta = preview.meta({ title: 'Components/YamlPreview', component: YamlPreview, args: { value } })

/** What is undefined is left out, and a text that YAML would take for something else is quoted. */
export const Preview = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('[data-state="data"]')).not.toBeNull())
    await expect(canvas.getByRole('group', { name: 'YAML' })).toHaveTextContent(
      'apiVersion: catalyst.catalyst.dev/v1alpha1 kind: Environment metadata: name: pr-42 spec: projectRef: name: checkout config: envVars: ON: yes GREETING: "a: b"',
    )
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

/** The button copies the text, and says so. */
export const Copied = meta.story({
  play: async ({ canvas, canvasElement }) => {
    const copied: string[] = []
    const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard')
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    })
    try {
      await waitFor(() => expect(canvasElement.querySelector('[data-state="data"]')).not.toBeNull())
      await userEvent.click(canvas.getByRole('button', { name: 'Copy' }))
      await expect(await canvas.findByRole('button', { name: 'Copied' })).toBeVisible()
      await expect(copied[0]).toMatch(/^apiVersion: catalyst/)
    } finally {
      if (original === undefined) Reflect.deleteProperty(navigator, 'clipboard')
      else Object.defineProperty(navigator, 'clipboard', original)
    }
  },
})

/** Where the browser does not let anything be copied, it says what to do. */
export const CopyRefused = meta.story({
  play: async ({ canvas, canvasElement }) => {
    const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard')
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new Error('not allowed')) },
    })
    try {
      await waitFor(() => expect(canvasElement.querySelector('[data-state="data"]')).not.toBeNull())
      await userEvent.click(canvas.getByRole('button', { name: 'Copy' }))
      await expect(await canvas.findByText(/did not let it be copied/)).toBeVisible()
    } finally {
      if (original === undefined) Reflect.deleteProperty(navigator, 'clipboard')
      else Object.defineProperty(navigator, 'clipboard', original)
    }
  },
})

export const Narrow = meta.story({
  render: (args) => (
    <div style={{ width: 320 }}>
      <YamlPreview {...args} />
    </div>
  ),
})
