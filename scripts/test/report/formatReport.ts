import type { Counts, LevelResult } from './LevelResult.ts'

interface Column {
  readonly title: string
  readonly cell: (result: LevelResult) => string
  /** Numbers stand to the right. */
  readonly pad: 'padStart' | 'padEnd'
}

const columns: readonly Column[] = [
  { title: 'level', cell: (result) => result.level, pad: 'padEnd' },
  { title: 'passed', cell: (result) => String(result.passed), pad: 'padStart' },
  { title: 'failed', cell: (result) => String(result.failed), pad: 'padStart' },
  { title: 'skipped', cell: (result) => String(result.skipped), pad: 'padStart' },
  { title: 'seconds', cell: (result) => result.seconds.toFixed(1), pad: 'padStart' },
  { title: 'reason', cell: (result) => result.reason ?? '', pad: 'padEnd' },
]

/** The table of what ran, and below it the line that ends the run: `412 passed, 0 failed, 3 skipped`. */
export function formatReport(results: readonly LevelResult[]): string {
  const filled = columns.map(({ title, cell, pad }) => {
    const cells = [title, ...results.map((result) => firstLine(cell(result)))]
    const width = Math.max(...cells.map((text) => text.length))
    return cells.map((text) => text[pad](width))
  })
  const rows = ['', ...results].map((_, row) =>
    filled
      .map((column) => column[row])
      .join('  ')
      .trimEnd(),
  )
  const { passed, failed, skipped } = sum(results)
  return [...rows, '', `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n')
}

const firstLine = (text: string) => text.split('\n', 1).join('')

/** Adds up what the levels count. */
export function sum(results: readonly Counts[]): Counts {
  return results.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}
