import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test } from 'vitest'

type File = Rolldown.OutputChunk | Rolldown.OutputAsset

const root = join(import.meta.dirname, '..')
let files: readonly File[] = []

beforeAll(async () => {
  const output = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  })
  files = (Array.isArray(output) ? output : [output]).flatMap((one) => ('output' in one ? one.output : []))
})

/** Every module that an entry reaches, its own and others'; with what it would load later, or without. */
function reach(entry: string, { later }: { later: boolean }): Set<string> {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = files.find((file) => file.fileName === name)
    if (chunk?.type !== 'chunk') return
    for (const next of [...chunk.imports, ...(later ? chunk.dynamicImports : [])]) visit(next)
  }
  visit(entry)
  return seen
}

const isXterm = (name: string) => name.startsWith('@xterm/')

test('the root entry never pulls in xterm, not even later', () => {
  const reached = [...reach('index.js', { later: true })]
  expect(reached).toContain('components/log-viewer/LogViewer.js')
  expect(reached.filter(isXterm)).toEqual([])
})

test('the terminal entry pulls in xterm only once a terminal is shown', () => {
  expect([...reach('terminal.js', { later: false })].filter(isXterm)).toEqual([])
  expect([...reach('terminal.js', { later: true })].filter(isXterm).sort()).toEqual([
    '@xterm/addon-fit',
    '@xterm/addon-search',
    '@xterm/addon-serialize',
    '@xterm/addon-unicode11',
    '@xterm/addon-web-links',
    '@xterm/xterm',
  ])
})

test('the YAML library comes with the first text of YAML', () => {
  expect([...reach('index.js', { later: false })]).not.toContain('yaml')
  expect([...reach('index.js', { later: true })]).toContain('yaml')
})

test('no module imports a stylesheet, and there is one stylesheet with xterm inside', () => {
  const modules = files.filter((file) => file.type === 'chunk')
  expect(
    modules
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => name.endsWith('.css')),
  ).toEqual([])
  const styles = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  expect(styles.map(({ fileName }) => fileName)).toEqual(['style.css'])
  const [style] = styles
  const text = style?.type === 'asset' ? String(style.source) : ''
  for (const name of ['.xterm-screen', '.catalyst-log-screen', '.catalyst-terminal-host', 'light-dark(']) {
    expect(text).toContain(name)
  }
})

test('every rule is in the layer, so that a host wins over it', () => {
  const style = files.find(({ fileName }) => fileName === 'style.css')
  const text = style?.type === 'asset' ? String(style.source) : ''
  expect(outsideOfLayer(text)).toBe('')
})

/** What is left of a stylesheet when the blocks of the layer are taken out. */
function outsideOfLayer(text: string): string {
  let depth = 0
  let rest = ''
  for (const character of text.replaceAll('@layer catalyst', '').replace(/\/\*.*?\*\//gs, '')) {
    if (character === '{') depth++
    else if (character === '}') depth--
    else if (depth === 0) rest += character
  }
  return rest.replace(/[;\s]/g, '')
}

test('nothing else than what a host has or installs is imported', async () => {
  const allowed = /^(react(\/|$)|react-dom(\/|$)|@tanstack\/|@catalyst\/(api|sdk)(\/|$)|@xterm\/|anser$|yaml$)/
  const foreign = files.flatMap((file) =>
    file.type === 'chunk' ? [...file.imports, ...file.dynamicImports].filter((name) => !name.endsWith('.js')) : [],
  )
  expect(foreign.filter((name) => !allowed.test(name))).toEqual([])
  expect(foreign).toContain('react')
})

test('every component has a story', async () => {
  const entries = await readdir(join(import.meta.dirname, 'components'), { withFileTypes: true })
  for (const { name: folder } of entries.filter((entry) => entry.isDirectory())) {
    const names = await readdir(join(import.meta.dirname, 'components', folder))
    expect
      .soft(
        names.filter((name) => name.endsWith('.stories.tsx')),
        folder,
      )
      .not.toEqual([])
  }
})
