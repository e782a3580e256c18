/** A state of a component that is compared as a picture. */
export interface Screen {
  /** Of its file. */
  readonly name: string
  /** Title of the component's stories, and the name of the story's export. */
  readonly story: readonly [title: string, name: string]
  /** @default 'light' */
  readonly theme?: 'light' | 'dark' | undefined
  /** In CSS pixels. @default 1024 */
  readonly width?: number | undefined
}

/** The twelve that show most of the kit: its large parts in both themes and where it is narrow, and its answers to trouble. */
export const screens: readonly Screen[] = [
  { name: 'list', story: ['EnvironmentList', 'Data'], width: 1280 },
  { name: 'list-dark', story: ['EnvironmentList', 'Data'], theme: 'dark', width: 1280 },
  { name: 'list-narrow', story: ['EnvironmentList', 'Narrow'], width: 360 },
  { name: 'detail-degraded', story: ['EnvironmentDetail', 'Degraded'] },
  { name: 'detail-dark', story: ['EnvironmentDetail', 'ReadyDark'], theme: 'dark' },
  { name: 'detail-narrow', story: ['EnvironmentDetail', 'Narrow'], width: 360 },
  { name: 'log', story: ['LogView', 'Streaming'] },
  { name: 'log-search-dark', story: ['LogView', 'SearchDark'], theme: 'dark' },
  { name: 'terminal-dark', story: ['Terminal', 'Dark'], theme: 'dark' },
  { name: 'usage', story: ['MetricsPanel', 'OfAnEnvironment'] },
  { name: 'create', story: ['CreateEnvironmentForm', 'Filled'] },
  { name: 'not-found', story: ['ResourceNotFound', 'LastSeen'] },
]
