import { join } from 'node:path'
import { publishedPackages } from '../../release/versions/publishedPackages.ts'
import { sum } from '../report/formatReport.ts'
import { runCommand } from '../runCommand.ts'
import type { Level } from './Level.ts'

interface Check {
  readonly name: string
  readonly command: readonly string[]
}

const root = join(import.meta.dirname, '../../..')
const node = [process.execPath, '--conditions=@catalyst/source']

/** The longest first, so that the two lanes end together. */
async function checks(): Promise<readonly Check[]> {
  const packages = await publishedPackages(root)
  return [
    { name: 'lint and import directions', command: ['eslint', '.', '--max-warnings', '0'] },
    { name: 'types', command: [...node, 'scripts/typecheck/main.ts'] },
    ...packages.map(({ folder }) => ({
      name: `build and shape of ${folder}`,
      command: [...node, 'scripts/build/checkPackage.ts', folder],
    })),
    { name: 'size of the React kit', command: [...node, 'packages/react/scripts/budgets/main.ts'] },
    { name: 'unused code', command: ['knip'] },
    { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    { name: 'versions of dependencies', command: ['sherif'] },
    { name: 'generated files', command: [...node, 'scripts/generate/main.ts', '--check'] },
    { name: 'examples in the documentation', command: [...node, 'scripts/checkExamples.mjs'] },
    { name: 'links in the documentation', command: [...node, 'scripts/checkDocsLinks.mjs'] },
  ]
}

/** Everything that reads the code without running it; each check counts as one test, and two run at a time. */
export const staticLevel: Level = {
  name: 'static',
  needs: [],
  minutes: 10,
  async run(signal) {
    const waiting = [...(await checks())]
    const counts: { passed: number; failed: number; skipped: number }[] = []
    async function lane(): Promise<void> {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
        counts.push(await runCheck(check, signal))
      }
    }
    await Promise.all([lane(), lane()])
    return sum(counts)
  },
}

async function runCheck({ name, command }: Check, signal: AbortSignal) {
  const start = performance.now()
  const { code, output } = await runCommand(command, { signal, output: 'result', cwd: root })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '  '))
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}
