import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
  type TokenEndpointResponse,
} from 'openid-client'
import { isProblemError, ProblemError } from '../../problems/ProblemError.ts'
import type { SignIn } from '../../session/createSessions.ts'
import type { Login } from '../../session/createLogins.ts'
import { callerFromClaims } from './callerFromClaims.ts'
import type { ProviderClient } from './createProviderClient.ts'
import type { VerifyToken } from './createTokenVerifier.ts'
import type { OidcOptions } from './OidcOptions.ts'
import { providerSilent } from './providerSilent.ts'

const defaultScopes = ['openid', 'profile', 'email', 'groups', 'offline_access']

/** The authorization code flow with PKCE (RFC 9700, 2.1.1), as a browser goes through it. */
export interface CodeFlow {
  /** Where to send a browser, and what to remember until it comes back. */
  begin(redirectUri: string): Promise<{ url: URL; login: Omit<Login, 'returnTo'> }>
  /** @param answer the address at which the browser came back. @throws ProblemError that says why nobody was signed in. */
  complete(answer: URL, login: Login): Promise<SignIn>
  /** @throws ProblemError UNAUTHORIZED where the provider refuses, UPSTREAM_UNAVAILABLE where it is silent. */
  renew(refreshToken: string): Promise<SignIn>
  revoke(refreshToken: string): Promise<void>
  /** Where a browser ends its session at the provider, if there is such a place. */
  endSessionUrl(returnTo: string): Promise<string | undefined>
}

export interface CodeFlowParts {
  provider: ProviderClient
  verifyToken: VerifyToken
}

export function createCodeFlow(options: OidcOptions, { provider, verifyToken }: CodeFlowParts): CodeFlow {
  const { issuer, clientId, scopes = defaultScopes } = options
  const { prompt = scopes.includes('offline_access') ? 'consent' : undefined } = options

  /** The one place at which the provider's word about somebody is taken. */
  async function toSignIn(tokens: TokenEndpointResponse, refreshToken?: string): Promise<SignIn> {
    if (tokens.id_token === undefined)
      throw new ProblemError('UNAUTHORIZED', 'The provider did not say who signed in: it sent no id_token.')
    const { claims, expiresAt } = await verifyToken(tokens.id_token, { audience: [clientId] })
    const next = tokens.refresh_token ?? refreshToken
    return { ...callerFromClaims(claims, options), expiresAt, ...(next !== undefined && { refreshToken: next }) }
  }

  return {
    async begin(redirectUri) {
      const configuration = await provider.configuration()
      const codeVerifier = randomPKCECodeVerifier()
      const [state, nonce] = [randomState(), randomNonce()]
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(prompt !== undefined && { prompt }),
      })
      return { url, login: { state, nonce, codeVerifier, redirectUri } }
    },
    async complete(answer, { state, nonce, codeVerifier }) {
      const configuration = await provider.configuration()
      try {
        const tokens = await authorizationCodeGrant(configuration, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        return await toSignIn(tokens)
      } catch (error) {
        throw describe(error)
      }
    },
    async renew(refreshToken) {
      const configuration = await provider.configuration()
      try {
        return await toSignIn(await refreshTokenGrant(configuration, refreshToken), refreshToken)
      } catch (error) {
        throw describe(error)
      }
    },
    async revoke(refreshToken) {
      const configuration = await provider.configuration()
      if (configuration.serverMetadata().revocation_endpoint === undefined) return
      await tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' })
    },
    async endSessionUrl(returnTo) {
      const configuration = await provider.configuration()
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      // Without the id_token as a hint, because addresses are written down; the provider may ask the person instead.
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href
    },
  }

  /** Says what went wrong without what was sent: responses hold tokens. */
  function describe(error: unknown): ProblemError {
    if (isProblemError(error)) return error
    if (error instanceof AuthorizationResponseError)
      return new ProblemError('UNAUTHORIZED', `The identity provider refused (${codeOf(error.error)}).`)
    if (error instanceof ResponseBodyError) {
      if (error.error === 'invalid_grant')
        return new ProblemError('UNAUTHORIZED', 'This sign-in has been used already, or has ended at the provider.')
      return providerSilent(issuer, new Error(`The provider answered ${codeOf(error.error)}.`))
    }
    if (error instanceof ClientError && error.code !== undefined && !unreachable.has(error.code)) {
      return new ProblemError(
        'UNAUTHORIZED',
        `The answer of the identity provider can't be trusted (${codeOf(error.code)}).`,
      )
    }
    return providerSilent(issuer, error)
  }
}

/** Codes of openid-client that say that there was no usable answer, rather than a wrong one. */
const unreachable = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
])

function codeOf(code: string): string {
  return /^[\w.-]{1,60}$/.test(code) ? code.toLowerCase() : 'no reason'
}
