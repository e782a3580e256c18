/** An OpenID provider, and what its tokens say. */
export interface OidcOptions {
  /** Its name, as it stands in `iss`: an https address at which `/.well-known/openid-configuration` is found. */
  issuer: string
  /** What it knows this server as. */
  clientId: string
  /** Absent for a public client, which PKCE protects alone. */
  clientSecret?: string | undefined
  /** Whom bearer tokens may be for, one of them. The same as the API server's own makes one token good for both. @default [clientId] */
  audience?: readonly string[] | undefined
  /**
   * What is asked for. Without `offline_access` nothing can be renewed: people sign in again whenever a token ends.
   * @default ['openid', 'profile', 'email', 'groups', 'offline_access']
   */
  scopes?: readonly string[] | undefined
  /** Sent to the provider as it is; with `offline_access`, OpenID Connect Core 11 asks for `consent`. @default 'consent' with `offline_access` */
  prompt?: string | undefined
  /** The claim that is the name. @default 'sub' */
  subjectClaim?: string | undefined
  /** The claim that holds the groups, as a list or a single name. @default 'groups' */
  groupsClaim?: string | undefined
  /** What the name of a group begins with that stands for a team. @default 'team:' */
  teamGroupPrefix?: string | undefined
  /**
   * Keys of the session cookies, 32 random bytes each, as base64: the first one encrypts, all of them decrypt, so that
   * a new one is put in front and the old one taken out a session later. All replicas have the same.
   * @default one that lasts as long as the process
   */
  sessionKeys?: readonly string[] | undefined
  /** Longest session in seconds, however often it is renewed. @default 43_200 */
  sessionSeconds?: number | undefined
  /** PEM of the authority behind the provider's certificate. @default those that Node.js trusts */
  ca?: string | undefined
  /** How far clocks may differ, in seconds. @default 30 */
  clockSkewSeconds?: number | undefined
  /** How tokens may be signed; never with a shared secret. @default RS, PS and ES with 256, 384 and 512, and EdDSA */
  algorithms?: readonly string[] | undefined
  /** An unknown key makes its keys be asked for anew, at most this often, in seconds. @default 30 */
  keysCooldownSeconds?: number | undefined
}
