import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { useConsumers } from './useConsumers.ts'

const install = useConsumers()
const packages = path.resolve(import.meta.dirname, '../../packages')

/** Each entry of the published packages, `@catalyst/api/names`, with the file that it comes from. */
async function sourceEntries(): Promise<readonly { entry: string; source: string }[]> {
  const names = Object.keys(inject('tarballs')).map((name) => name.replace('@catalyst/', ''))
  const entries = await Promise.all(
    names.map(async (name) => {
      const manifest = JSON.parse(await readFile(path.join(packages, name, 'package.json'), 'utf8')) as {
        exports: Record<string, Record<string, unknown>>
      }
      return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
        const source = target['@catalyst/source']
        // An entry that is not built is for the repository alone.
        if (typeof source !== 'string' || Object.keys(target).length === 1 || !/\.tsx?$/.test(source)) return []
        return [{ entry: `@catalyst/${name}${subpath.slice(1)}`, source: path.join(packages, name, source) }]
      })
    }),
  )
  return entries.flat()
}

test('every entry of every package can be imported by Node.js, and gives what its sources export', async () => {
  const app = await install('node-esm')
  const given = JSON.parse(await app.run('node', 'importAll.js')) as Record<string, readonly string[]>
  expect(given['@catalyst/react/style.css']).toEqual(['true'])
  for (const { entry, source } of await sourceEntries()) {
    expect.soft(given[entry], entry).toEqual(Object.keys((await import(source)) as object).sort())
  }
})

test('the mocked cluster of the stories answers the sdk in an application of others', async () => {
  const app = await install('node-esm')
  expect(await app.run('node', 'mockCluster.js')).toContain('the mocked cluster answered')
})

test("what uses React's state is marked for the browser in the package, and nothing else is", async () => {
  const app = await install('node-esm')
  const dist = path.join(app.directory, 'node_modules/@catalyst/react/dist')
  const modules = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js'))
  const marked: string[] = []
  const usesReact: string[] = []
  for (const file of modules) {
    const text = await readFile(path.join(dist, file), 'utf8')
    if (/^['"]use client['"]/.test(text)) marked.push(file)
    if (/ from ["']react["']/.test(text)) usesReact.push(file)
  }
  expect(marked).toContain(path.join('components', 'environment-list', 'EnvironmentList.js'))
  expect(marked.sort()).toEqual(usesReact.sort())
})

test('a CommonJS project under Jest requires the client and talks to an API server', async () => {
  const app = await install('jest-commonjs')
  const output = await app.run('pnpm', 'exec', 'jest', '--ci')
  expect(output).toMatch(/Tests:\s+3 passed, 3 total/)
})
