import { Controls, Description, Heading, Source, Story, Subtitle, Title, useOf } from '@storybook/addon-docs/blocks'
import type { JSX } from 'react'

/** What a host writes to have a component, by file; each is compiled with the package. */
const embeds = import.meta.glob<string>('../packages/react/embeds/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The page of a component: what it is, how to embed it, its props, and a way to each of its states. */
export function DocsPage(): JSX.Element {
  const { csfFile, preparedMeta } = useOf('meta', ['meta'])
  const [, component = ''] = preparedMeta.title.split('/')
  const code = embeds[`../packages/react/embeds/${component}.tsx`]
  const stories = Object.values(csfFile.stories)
  const [primary] = stories
  return (
    <>
      <Title />
      <Subtitle />
      <Description />
      {/* In a frame of its own, where the network that is mocked is its own too. */}
      {primary !== undefined && <Story of={primary.moduleExport as unknown} inline={false} height="420px" />}
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
      {primary !== undefined && <Controls of={primary.moduleExport as unknown} />}
      <Heading>States</Heading>
      <ul>
        {stories.map(({ id, name }) => (
          <li key={id}>
            <a href={`./?path=/story/${id}`} target="_top">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
