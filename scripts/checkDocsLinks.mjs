import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { execFileSync } from 'node:child_process'
import { brokenLinks } from './docs/brokenLinks.mjs'

// Every Markdown file under version control: its links into the repository, anchors included, must lead somewhere.
const root = fileURLToPath(new URL('../', import.meta.url))
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(`${root}${file}`))
const broken = brokenLinks({ files: tracked, read: (file) => readFileSync(`${root}${file}`, 'utf8') })
for (const { file, line, link, reason } of broken) console.error(`${file}:${line} ${link}: ${reason}`)
if (broken.length > 0) process.exitCode = 1
