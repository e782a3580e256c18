import {
  Controls,
  Description,
  Heading,
  Primary,
  Source,
  Stories,
  Subtitle,
  Title,
  useOf,
} from '@storybook/addon-docs/blocks'
import type { JSX } from 'react'

/** What a host writes to have a component, by file; each is compiled with the package. */
const embeds = import.meta.glob<string>('../packages/react/embeds/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The page of a component: what it is, how to embed it, its props, and its states. */
export function DocsPage(): JSX.Element {
  const { preparedMeta } = useOf('meta', ['meta'])
  const [, component = ''] = preparedMeta.title.split('/')
  const code = embeds[`../packages/react/embeds/${component}.tsx`]
  return (
    <>
      <Title />
      <Subtitle />
      <Description />
      {code !== undefined && (
        <>
          <Heading>Embed it</Heading>
          <p>
            Load the stylesheet once: <code>import &apos;@catalyst/react/style.css&apos;</code>
          </p>
          <Source code={code} language="tsx" />
        </>
      )}
      <Heading>Props</Heading>
      <Primary />
      <Controls />
      <Stories title="States" />
    </>
  )
}
