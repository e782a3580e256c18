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
}

/** A level whose tests are projects of vitest.config.ts. */
export function vitestLevel(name: string, { projects, needs = [], minutes }: VitestLevelOptions): Level {
  return {
    name,
    needs,
    minutes,
    async run(signal) {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-test-'))
      const file = join(folder.path, 'report.json')
      const only = projects.flatMap((project) => ['--project', project])
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const { code } = await runCommand(['vitest', 'run', '--allowOnly=false', ...only, ...reporters], { signal })
      const report = await readFile(file, 'utf8').then(
        (text) => JSON.parse(text) as VitestReport,
        () => undefined,
      )
      return readVitestReport(report, code)
    },
  }
}
