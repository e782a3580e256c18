import type { Helm } from './openHelm.ts'

export interface ChartOnDisk {
  path: string
  /** File with the values: they never stand in arguments, which others can see. */
  values: string
}

/** The arguments of an upgrade, which installs where there is nothing. It prints the release. */
export function upgradeArgs(helm: Helm, chart: ChartOnDisk): string[] {
  return [
    'upgrade',
    helm.release,
    chart.path,
    '--install',
    // Kinds that a chart would define are refused before.
    '--skip-crds',
    // Else Helm takes the values of the last revision where there are none.
    '--reset-values',
    '--values',
    chart.values,
    '--output',
    'json',
  ]
}
