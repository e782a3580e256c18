import { labels } from './labelKeys.ts'
import { sanitizeLabelValue } from './sanitizeLabelValue.ts'

export interface EnvironmentLabelsOptions {
  team: string
  project: string
  /** Absent for what belongs to the project as a whole, such as its namespace. */
  environment?: string | undefined
  /** As Git names it; the label holds a sanitised form, so keep the branch itself in an annotation or in spec. */
  branch?: string | undefined
  /** Name of the source that a resource belongs to. */
  component?: string | undefined
}

/** The labels by which everything that Catalyst makes is found: of a namespace, an Environment, or what runs in one. */
export function environmentLabels(options: EnvironmentLabelsOptions): Record<string, string> {
  const { team, project, environment, branch, component } = options
  const values = { team, project, environment, branch, component }
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, text]) => {
      const value = sanitizeLabelValue(text ?? '')
      return value === '' ? [] : [[labels[name as keyof typeof values], value]]
    }),
  )
}
