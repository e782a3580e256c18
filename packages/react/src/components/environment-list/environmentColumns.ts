/** The columns of the list, in their order. */
export const environmentColumns = [
  'environment',
  'cluster',
  'status',
  'url',
  'pullRequest',
  'cpu',
  'memory',
  'age',
  'warnings',
  'actions',
] as const

export type EnvironmentColumn = (typeof environmentColumns)[number]
