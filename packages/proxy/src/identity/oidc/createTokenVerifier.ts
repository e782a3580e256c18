import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose'
import { ProblemError } from '../../problems/ProblemError.ts'
import type { ProviderClient } from './createProviderClient.ts'
import type { OidcOptions } from './OidcOptions.ts'
import { providerSilent } from './providerSilent.ts'

/** A list of methods and not a rule, so that neither `none` nor a shared secret can come in by a new name. */
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** A token that ends sign-ins looks like one that makes them, but for its type. */
const types = new Set(['jwt', 'at+jwt', 'application/at+jwt'])

export interface VerifyOptions {
  audience: readonly string[]
}

export interface VerifiedToken {
  claims: JWTPayload
  /** When it ends here: its own end and the clock skew. */
  expiresAt: Date
}

/** @throws ProblemError UNAUTHORIZED that says what is wrong with a token; UPSTREAM_UNAVAILABLE where the keys can't be had. */
export type VerifyToken = (token: string, options: VerifyOptions) => Promise<VerifiedToken>

/** Verifies tokens of the provider: signature by its current keys, issuer, audience, and time. @throws Error for methods that aren't safe. */
export function createTokenVerifier(options: OidcOptions, provider: ProviderClient): VerifyToken {
  const { issuer, clockSkewSeconds = 30, algorithms = asymmetric, keysCooldownSeconds = 30 } = options
  const unsafe = algorithms.find((name) => !asymmetric.includes(name))
  if (unsafe !== undefined)
    throw new Error(`Tokens can't be accepted that are signed by "${unsafe}". Take of ${asymmetric.join(', ')}.`)
  let keys: { uri: string; set: ReturnType<typeof createRemoteJWKSet> } | undefined

  async function keySet() {
    const uri = (await provider.configuration()).serverMetadata().jwks_uri
    if (uri === undefined || !uri.startsWith('https:')) throw providerSilent(issuer, new Error('It names no keys.'))
    if (keys?.uri !== uri) {
      const set = createRemoteJWKSet(new URL(uri), {
        [customFetch]: provider.fetch,
        cooldownDuration: keysCooldownSeconds * 1000,
        timeoutDuration: 10_000,
      })
      keys = { uri, set }
    }
    return keys.set
  }

  return async function verifyToken(token, { audience }) {
    const set = await keySet()
    try {
      const { payload, protectedHeader } = await jwtVerify(token, set, {
        issuer,
        audience: [...audience],
        algorithms: [...algorithms],
        clockTolerance: clockSkewSeconds,
        requiredClaims: ['exp'],
      })
      if (protectedHeader.typ !== undefined && !types.has(protectedHeader.typ.toLowerCase()))
        throw new ProblemError('UNAUTHORIZED', 'The token is of a type that nobody signs in with.')
      return { claims: payload, expiresAt: new Date(((payload.exp ?? 0) + clockSkewSeconds) * 1000) }
    } catch (error) {
      throw describe(error)
    }
  }

  function describe(error: unknown): Error {
    if (error instanceof ProblemError) return error
    if (error instanceof errors.JWTExpired) return refused('has ended')
    if (error instanceof errors.JWTClaimValidationFailed) {
      if (error.claim === 'iss') return refused(`was issued by somebody else than ${issuer}`)
      if (error.claim === 'aud') return refused('was made for somebody else: its audience is not this server')
      if (error.claim === 'nbf') return refused('is not valid yet')
      return refused(`lacks the claim "${error.claim}", or has it in a form that can't be used`)
    }
    if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
      return refused('is signed by a method that is not accepted')
    if (
      error instanceof errors.JWSSignatureVerificationFailed ||
      error instanceof errors.JWKSNoMatchingKey ||
      error instanceof errors.JWKSMultipleMatchingKeys
    )
      return refused(`is not signed by a key of ${issuer}`)
    if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return refused('is no JSON web token')
    return providerSilent(issuer, error)
  }
}

function refused(what: string): ProblemError {
  return new ProblemError('UNAUTHORIZED', `The token ${what}. Sign in again.`)
}
