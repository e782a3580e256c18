import type { Artefact } from './Artefact.ts'

/** The table of what a release brings, and below it what is wrong. */
export function formatArtefacts(artefacts: readonly Artefact[]): string {
  const rows = [
    ['what', 'version', 'size', 'digest'],
    ...artefacts.map(({ name, version, size, digest, faults }) => [
      `${faults.length === 0 ? '✓' : '✗'} ${name}`,
      version,
      `${(size / 1024).toFixed(0)} KiB`,
      digest,
    ]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const table = rows.map(([what = '', version = '', size = '', digest = '']) =>
    [what.padEnd(widths[0] ?? 0), version.padEnd(widths[1] ?? 0), size.padStart(widths[2] ?? 0), digest].join('  '),
  )
  const faults = artefacts.flatMap(({ name, faults }) => faults.map((fault) => `✗ ${name}: ${fault}`))
  return [...table, ...faults].join('\n')
}
