import { isSystemNamespace } from '@catalyst/api/names'
import { NamespaceError } from '../errors/NamespaceError.ts'

/** @throws NamespaceError for a namespace of the cluster or of Catalyst itself: a team could be called `default`. */
export function refuseSystemNamespace(namespace: string): void {
  if (!isSystemNamespace(namespace)) return
  throw new NamespaceError(
    `The namespace "${namespace}" belongs to the cluster itself, so it can't be a team's, a project's or an environment's. ` +
      'Choose another name.',
    { code: 'SystemNamespace', namespace },
  )
}
