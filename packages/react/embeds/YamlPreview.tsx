import { YamlPreview } from '@catalyst/react'

export function Written() {
  return <YamlPreview value={{ kind: 'Environment', metadata: { name: 'pr-42' } }} />
}
