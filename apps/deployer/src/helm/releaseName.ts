import { createHash } from 'node:crypto'

/** Helm takes no longer ones. https://helm.sh/docs/chart_template_guide/builtin_objects/ */
const maxLength = 53

/** The name of the release of an environment: its own, cut to what Helm takes with a hash that keeps it its own. */
export function releaseName(environment: string): string {
  if (environment.length <= maxLength) return environment
  const hash = createHash('sha256').update(environment).digest('hex').slice(0, 8)
  return `${environment.slice(0, maxLength - hash.length - 1).replace(/[^a-z0-9]+$/, '')}-${hash}`
}
