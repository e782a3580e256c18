import type { Environment } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'

/** The namespace that an environment runs in, made or not; `undefined` where its team can't be told from here. */
export function environmentNamespace({ metadata, spec, status }: Environment): string | undefined {
  if (status?.namespace !== undefined) return status.namespace
  const team = spec.projectRef.namespace ?? metadata.labels?.[labels.team]
  return team === undefined ? undefined : generateNamespace(team, spec.projectRef.name, metadata.name)
}
