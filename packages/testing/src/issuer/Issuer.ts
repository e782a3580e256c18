/** Somebody who can sign in. */
export interface IssuerUser {
  /** What they type, and their `sub`. */
  readonly name: string
  /** @default the name */
  readonly password?: string | undefined
  /** The claim `groups`. @default [] */
  readonly groups?: readonly string[] | undefined
}

/** What a token says other than a usual one does. */
export interface TokenOverrides {
  /** @default the client */
  readonly audience?: string | readonly string[] | undefined
  /** @default the issuer's own address */
  readonly issuer?: string | undefined
  /** Seconds from now; below zero it has ended. @default lifetimes.idToken */
  readonly expiresIn?: number | undefined
  /** Seconds from now before which it isn't valid. @default none */
  readonly notBefore?: number | undefined
  /** Further claims, or others in place of the user's. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined
}

/** An OpenID provider, running. */
export interface Issuer extends AsyncDisposable {
  /** Its address and its name, e.g. `https://localhost:1234`. */
  readonly url: string
  /** PEM of the authority that signed its certificate, which nobody trusts unasked. */
  readonly ca: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where it may send people back to, after signing in and after signing out. */
  allowRedirects(uris: { signedIn?: string | undefined; signedOut?: string | undefined }): void
  /** Signs somebody in at an address of this provider, as they would by its forms; gives the address they are sent back to. */
  signIn(authorizationUrl: string, user: string, options?: { password?: string | undefined }): Promise<string>
  /** A signed token about a user, as its `id_token`s are; what API servers and machines take. */
  tokenFor(user: string, overrides?: TokenOverrides): Promise<string>
  /** Signs with a new key from now on. `keepOld` says whether tokens of the old ones can still be verified. @default true */
  rotateKeys(options?: { keepOld?: boolean | undefined }): Promise<void>
  /** What the provider says of somebody from now on, renewals included. */
  setGroups(user: string, groups: readonly string[]): void
  /** What `id_token`s from the token endpoint say from now on in place of what is true, e.g. another `nonce`; well signed all the same. */
  setIdTokenClaims(claims: Readonly<Record<string, unknown>>): void
  /** How many sign-ins were renewed with a refresh token. */
  refreshes(): number
  /** Ends every sign-in that it knows, so that none can be renewed. */
  forgetSignIns(): void
  /** Cuts connections and answers no more; `start` brings it back with everything it knew. */
  stop(): Promise<void>
  start(): Promise<void>
}
