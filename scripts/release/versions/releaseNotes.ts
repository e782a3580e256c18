/**
 * What a version brings, read from the changelogs of its packages: the same sentence of several packages stands there
 * once, and that one package of ours was raised because of another not at all.
 */
export function releaseNotes(version: string, changelogs: readonly string[]): string {
  const kinds = new Map<string, Set<string>>()
  for (const changelog of changelogs) {
    const section = sectionsOf(changelog, '## ').find(({ title }) => title === version)
    for (const { title, text } of sectionsOf(section?.text ?? '', '### ')) {
      const entries = kinds.get(title) ?? new Set<string>()
      kinds.set(title, entries)
      for (const entry of text.split(/\n(?=- )/).map((line) => line.trim())) {
        if (entry !== '' && !entry.startsWith('- Updated dependencies')) entries.add(entry)
      }
    }
  }
  return [...kinds]
    .filter(([, entries]) => entries.size > 0)
    .map(([title, entries]) => `## ${title}\n\n${[...entries].join('\n')}\n`)
    .join('\n')
}

function sectionsOf(text: string, mark: string): readonly { title: string; text: string }[] {
  const parts = `\n${text}`.split(`\n${mark}`).slice(1)
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n')
    return { title: title.trim(), text: lines.join('\n') }
  })
}
