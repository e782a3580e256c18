export interface Entry {
  readonly id: string
  readonly title: string
  readonly type: 'docs' | 'story'
  readonly exportName?: string | undefined
}

/** What there is in a built playground. */
export async function readStories(playground: string): Promise<readonly Entry[]> {
  const index = (await (await fetch(`${playground}index.json`)).json()) as { entries: Record<string, Entry> }
  return Object.values(index.entries)
}

/** Id of a story of a component. @throws when there is none */
export function idOfStory(entries: readonly Entry[], component: string, exportName: string): string {
  const title = `Components/${component}`
  const story = entries.find((entry) => entry.title === title && entry.exportName === exportName)
  if (story === undefined) throw new Error(`${title} has no story ${exportName}.`)
  return story.id
}
