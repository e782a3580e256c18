import { Provider, type ClientMetadata } from 'oidc-provider'
import type { SigningKeys } from './createSigningKeys.ts'
import type { Storage } from './createStorage.ts'
import { interactionPath } from './handleInteraction.ts'
import type { IssuerUser } from './Issuer.ts'

/** Seconds that things last. */
export interface Lifetimes {
  /** @default 600 */
  idToken?: number | undefined
  /** @default 600 */
  accessToken?: number | undefined
  /** @default 86_400 */
  refreshToken?: number | undefined
}

export interface ProviderParts {
  url: string
  users: readonly IssuerUser[]
  clients: readonly ClientMetadata[]
  lifetimes: Lifetimes
  keys: SigningKeys
  storage: Storage
  /** Signs the provider's own cookies. */
  cookieKey: string
}

/** The claims of a user, as they stand in its tokens. */
export function claimsOf({ name, groups = [] }: IssuerUser) {
  return {
    sub: name,
    preferred_username: name,
    email: `${name}@example.com`,
    email_verified: true,
    groups: [...groups],
  }
}

/** The provider itself. It cannot take another key or client, so it is made anew for one. */
export function createProvider({ url, users, clients, lifetimes, keys, storage, cookieKey }: ProviderParts): Provider {
  const { idToken = 600, accessToken = 600, refreshToken = 86_400 } = lifetimes
  return new Provider(url, {
    adapter: storage.adapter,
    clients: [...clients],
    jwks: keys.jwks(),
    cookies: { keys: [cookieKey] },
    scopes: ['openid', 'offline_access', 'profile', 'email', 'groups'],
    claims: { profile: ['preferred_username'], email: ['email', 'email_verified'], groups: ['groups'] },
    // API servers look for the groups in the id_token and ask nobody else.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `${interactionPath}${uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: {
      IdToken: idToken,
      AccessToken: accessToken,
      RefreshToken: refreshToken,
      AuthorizationCode: 60,
      Interaction: 600,
      Session: 86_400,
      Grant: 86_400,
    },
    async findAccount(_ctx, id) {
      const user = users.find(({ name }) => name === id)
      return user && { accountId: id, claims: async () => claimsOf(user) }
    },
  })
}
