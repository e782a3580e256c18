/** The columns of the list, in their order. */
export const environmentColumns = [
  'environment',
  'status',
  'url',
  'pullRequest',
  'cpu',
  'memory',
  'age',
  'warnings',
] as const

export type EnvironmentColumn = (typeof environmentColumns)[number]
