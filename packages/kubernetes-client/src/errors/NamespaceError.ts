/**
 * Why a namespace isn't used:
 * - `SystemNamespace`: it belongs to the cluster or to Catalyst itself.
 * - `OwnedByAnother`: its labels name another team, project or environment.
 * - `Terminating`: it is being deleted.
 */
export type NamespaceErrorCode = 'SystemNamespace' | 'OwnedByAnother' | 'Terminating'

/** A namespace is refused, although the API server would take the request. */
export class NamespaceError extends Error {
  override readonly name = 'NamespaceError'
  readonly code: NamespaceErrorCode
  readonly namespace: string

  constructor(message: string, { code, namespace }: { code: NamespaceErrorCode; namespace: string }) {
    super(message)
    this.code = code
    this.namespace = namespace
  }
}
