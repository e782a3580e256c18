import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../runCommand.ts'
import type { Level, Need } from './Level.ts'
import { readVitestReport, type VitestReport } from './readVitestReport.ts'

interface VitestLevelOptions {
  readonly projects: readonly string[]
  readonly needs?: readonly Need[] | undefined
  readonly minutes: number
  /** Folders whose sources the tests have to reach, four fifths of them or more; how much it is, is printed. */
  readonly covered?: readonly string[] | undefined
}

/** A level whose tests are projects of vitest.config.ts. */
export function vitestLevel(name: string, { projects, needs = [], minutes, covered = [] }: VitestLevelOptions): Level {
  return {
    name,
    needs,
    minutes,
    async run(signal) {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-test-'))
      const file = join(folder.path, 'report.json')
      const only = projects.flatMap((project) => ['--project', project])
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const coverage = covered.length === 0 ? [] : coverageOf(covered, join(folder.path, 'coverage'))
      const { code } = await runCommand(['vitest', 'run', '--allowOnly=false', ...only, ...reporters, ...coverage], {
        signal,
      })
      const report = await readFile(file, 'utf8').then(
        (text) => JSON.parse(text) as VitestReport,
        () => undefined,
      )
      return readVitestReport(report, code)
    },
  }
}

const leastCovered = 80

/** Flags of vitest: what is no source of a package (its tests, and what helps them) doesn't count. */
function coverageOf(folders: readonly string[], reports: string): string[] {
  return [
    '--coverage.enabled',
    '--coverage.provider=v8',
    ...folders.map((folder) => `--coverage.include=${folder}/**`),
    '--coverage.exclude=**/*.test.ts',
    '--coverage.exclude=**/testing/**',
    '--coverage.reporter=text-summary',
    `--coverage.reportsDirectory=${reports}`,
    ...['lines', 'statements', 'functions', 'branches'].map((what) => `--coverage.thresholds.${what}=${leastCovered}`),
  ]
}
