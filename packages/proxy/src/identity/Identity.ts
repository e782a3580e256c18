/** Who a request comes from. */
export interface Identity {
  /** Name of the person or machine, without any prefix. */
  subject: string
  /** Names of the groups, without any prefix. */
  groups: readonly string[]
  /** Names of the teams, taken from groups. */
  teams: readonly string[]
  /** When the credential ends; absent for one that doesn't. */
  expiresAt?: Date | undefined
  /** Whether Kubernetes is asked as this caller; without it, as the owner of the cluster's credential. */
  impersonate: boolean
  /** What the caller showed. A browser sends a cookie, or nothing at all, on any page's behalf; it never does so with a bearer token. */
  credential: 'none' | 'cookie' | 'bearer'
}

/** Tells who a request comes from, or `null` for nobody. */
export interface Authenticate {
  (request: Request): Promise<Identity | null>
  /** Whether it takes everybody for the owner of the machine, so that only loopback may reach it. @default false */
  loopbackOnly?: boolean | undefined
  /** What the name of a group begins with that stands for a team: `team:acme` is the group of team `acme`. @default 'team:' */
  teamGroupPrefix?: string | undefined
}
