import type { User } from '../loader.ts'
import type { Impersonation } from '../http/Impersonation.ts'

/** A user of a kubeconfig, with what `@kubernetes/client-node` leaves out. */
export interface CompleteUser extends User {
  impersonation?: Impersonation | undefined
}

interface RawUser {
  name?: string
  user?: {
    tokenFile?: string
    as?: string
    'as-groups'?: string[]
    'as-uid'?: string
    'as-user-extra'?: Record<string, string[]>
  } | null
}

/**
 * Adds to users what the library does not read of a kubeconfig: `tokenFile`, which goes before `token` and is read again
 * since others renew it, and the groups, uid and extra of `as`.
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
export function completeUsers(users: readonly User[], kubeconfig: unknown): void {
  const raw = (kubeconfig as { users?: RawUser[] } | undefined)?.users ?? []
  for (const user of users) {
    const { tokenFile, as, ...rest } = raw.find(({ name }) => name === user.name)?.user ?? {}
    if (tokenFile !== undefined) setTokenFile(user, tokenFile)
    const impersonation: Impersonation | undefined =
      as === undefined
        ? undefined
        : { user: as, groups: rest['as-groups'], uid: rest['as-uid'], extra: rest['as-user-extra'] }
    if (impersonation) Object.assign(user, { impersonation })
  }
}

/** Where the token of a user is read from each time, if it is. */
export function tokenFileOf(user: User | null): string | undefined {
  const provider = user?.authProvider as { config?: { tokenFile?: string } } | undefined
  return provider?.config?.tokenFile
}

export function setTokenFile(user: User, tokenFile: string): void {
  Object.assign(user, { authProvider: { name: 'tokenFile', config: { tokenFile } } })
}
