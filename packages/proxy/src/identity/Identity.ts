import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { AuditRecord } from '../audit/AuditRecord.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Who a request comes from. */
export interface Identity {
  /** Name of the person or machine, without any prefix. */
  subject: string
  /** Names of the groups, without any prefix. */
  groups: readonly string[]
  /** Names of the teams, taken from groups. */
  teams: readonly string[]
  /** When the credential ends; absent for one that doesn't. It can move while the identity is held: the person renews the sign-in, or signs out. */
  expiresAt?: Date | undefined
  /** Whether Kubernetes is asked as this caller; without it, as the owner of the cluster's credential. */
  impersonate: boolean
  /** What the caller showed. A browser sends a cookie, or nothing at all, on any page's behalf; it never does so with a bearer token. */
  credential: 'none' | 'cookie' | 'bearer'
}

/** What a way of signing in knows of the server that it is for. */
export interface SignInHost {
  /** Where browsers find the server, as its options say. */
  publicUrl: string | undefined
  /** What every path of an answer begins with: `''`, or a path such as `/catalyst`. */
  basePath: string
  logger: Logger
  audit: (record: AuditRecord) => void
}

/**
 * Tells who a request comes from, or `null` for nobody. It may add `Set-Cookie` to the headers of the answer.
 *
 * @throws ProblemError that says why a credential that was shown is none.
 */
export interface Authenticate {
  (request: Request, answer: Headers): Promise<Identity | null>
  /** Whether it takes everybody for the owner of the machine, so that only loopback may reach it. @default false */
  loopbackOnly?: boolean | undefined
  /** What the name of a group begins with that stands for a team: `team:acme` is the group of team `acme`. @default 'team:' */
  teamGroupPrefix?: string | undefined
  /** Whether people can sign in by a browser where it knows nobody. @default true */
  signsIn?: boolean | undefined
  /** Called once, when the server is made. Gives the routes below `/api/v1/auth`, which are served to everybody. */
  attach?: ((host: SignInHost) => Hono<ProxyEnv> | undefined) | undefined
}
