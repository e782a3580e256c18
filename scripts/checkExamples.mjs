import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractExamples } from './docs/extractExamples.mjs'

// Compiles the examples of the documentation against the packages that they are about.
const root = join(import.meta.dirname, '..')
const folder = join(root, 'examples/documentation')

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const file of globSync(['README.md', 'packages/*/README.md', 'docs/*.md'], { cwd: root })) {
  const examples = extractExamples(await readFile(join(root, file), 'utf8'))
  const name = file.replaceAll(/[/\\]/g, '.')
  for (const [index, example] of examples.entries()) await writeFile(join(folder, `${name}.${index + 1}.tsx`), example)
}
const compiler = join(root, 'node_modules/tsc7/bin/tsc')
const child = spawn(process.execPath, [compiler, '--project', join(root, 'examples'), '--pretty', 'false'], {
  cwd: root,
  stdio: 'inherit',
})
const [code] = await once(child, 'exit')
if (code !== 0) {
  console.error('An example of the documentation does not compile. The name of the file above says where it stands.')
  process.exitCode = 1
}
