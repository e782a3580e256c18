import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { join } from 'node:path'

// The native compiler checks in a fifth of the time; the other one stays for the tools that need its API.
const root = join(import.meta.dirname, '../..')
const compiler = join(root, 'node_modules/tsc7/bin/tsc')
const projects = globSync(
  ['tsconfig.json', '{packages,apps}/*/tsconfig.json', '{test,scripts,.storybook,bench}/tsconfig.json'],
  {
    cwd: root,
  },
).sort()

for (const project of projects) {
  const child = spawn(process.execPath, [compiler, '--project', project, '--pretty', 'false'], {
    cwd: root,
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code === 0) continue
  console.error(`${project} does not type-check.`)
  process.exitCode = 1
}
