import { existsSync } from 'node:fs'
import { runCommand } from '../runCommand.ts'

/** A Chromium to test in: the one that `CHROMIUM` names, else Debian's, which root installs. */
export async function chromium(signal: AbortSignal): Promise<string | undefined> {
  const named = process.env['CHROMIUM']
  const path = named ?? '/usr/bin/chromium'
  if (existsSync(path)) return undefined
  if (named !== undefined) return `CHROMIUM names ${named}, which does not exist`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return 'needs Chromium: name one in CHROMIUM, or install the package chromium'
  }
  console.log('Installing Chromium …')
  const install = ['apt-get', 'install', '--yes', '--quiet', '--no-install-recommends', 'chromium', 'fonts-liberation']
  for (const command of [['apt-get', 'update', '--quiet'], install]) {
    const { code, output } = await runCommand(['env', 'DEBIAN_FRONTEND=noninteractive', ...command], {
      signal,
      output: 'result',
    })
    if (code !== 0) return `needs Chromium, and ${command.slice(0, 2).join(' ')} failed: ${lastLine(output)}`
  }
  return undefined
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''
