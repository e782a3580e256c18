import type { Environment } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'

/** The team of an environment: the namespace of its project says it, else the label that the operator gave it. */
export function teamOf({ metadata, spec }: Environment): string | undefined {
  return spec.projectRef.namespace ?? metadata.labels?.[labels.team]
}
