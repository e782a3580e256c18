import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const kit = join(import.meta.dirname, '../packages/react')
const stories = globSync('src/components/*/*.stories.tsx', { cwd: kit })
const titleOf = (file: string) => /\btitle: '([^']+)'/.exec(readFileSync(join(kit, file), 'utf8'))?.[1]

test.each(stories)('%s says where its stories stand, under the name of a component', (file) => {
  expect(titleOf(file)).toMatch(/^Components\/[A-Z]\w+(\/[A-Z][\w ]+)?$/)
})

test('every component with stories has code to copy that embeds it', () => {
  const components = new Set(stories.map((file) => titleOf(file)?.split('/')[1]))
  const embeds = globSync('embeds/*.tsx', { cwd: kit })
  const used = new Map(embeds.map((file) => [file.slice('embeds/'.length, -'.tsx'.length), file]))
  expect([...components].filter((component) => component !== undefined && !used.has(component))).toEqual([])
  for (const [component, file] of used) {
    expect.soft(readFileSync(join(kit, file), 'utf8'), file).toMatch(new RegExp(`<${component}[ />\\n]`))
  }
})
