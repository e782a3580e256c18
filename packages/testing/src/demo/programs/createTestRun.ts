import type { Program } from '../../cluster/machine/Process.ts'
import { bold, dim, green } from './colours.ts'
import { playSteps } from './playSteps.ts'

/** `vitest run` over some files, all green. */
export function createTestRun(files: Readonly<Record<string, number>>): Program {
  return (context) => {
    const entries = Object.entries(files)
    const count = entries.reduce((sum, [, tests]) => sum + tests, 0)
    const passed = (number: number) => green(bold(`${number} passed`))
    return playSteps(
      context,
      [
        { text: `\n ${bold('RUN')}  v5.1.0 ${dim(context.cwd)}\n\n`, wait: 700 },
        ...entries.map(([file, tests]) => ({
          text: ` ${green('✓')} ${file} ${dim(`(${tests} tests)`)} ${green(`${tests * 7}ms`)}\n`,
          wait: 250,
        })),
        { text: `\n ${dim('Test Files')}  ${passed(entries.length)}\n      ${dim('Tests')}  ${passed(count)}\n\n` },
      ],
      { exitCode: 130 },
    )
  }
}
