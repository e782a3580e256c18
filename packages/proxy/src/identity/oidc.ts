import { authRoutes } from '../routes/authRoutes.ts'
import { createLogins } from '../session/createLogins.ts'
import { createSealer } from '../session/createSealer.ts'
import { createSessions } from '../session/createSessions.ts'
import { bearerOf } from './bearerOf.ts'
import { createIdentity, defaultTeamGroupPrefix } from './createIdentity.ts'
import type { Authenticate } from './Identity.ts'
import { isLoopbackHost } from './isLoopbackHost.ts'
import { callerFromClaims } from './oidc/callerFromClaims.ts'
import { createCodeFlow } from './oidc/createCodeFlow.ts'
import { createProviderClient } from './oidc/createProviderClient.ts'
import { createTokenVerifier } from './oidc/createTokenVerifier.ts'
import type { OidcOptions } from './oidc/OidcOptions.ts'

/**
 * Signs people in at an OpenID provider: browsers by the code flow with PKCE and a session in an encrypted cookie,
 * machines by a bearer token of the provider. The provider may be down when this is called; until it answers, nobody
 * is signed in anew.
 *
 * @throws Error for options with which no sign-in would be safe.
 */
export function oidc(options: OidcOptions): Authenticate {
  const { issuer, clientId, teamGroupPrefix = defaultTeamGroupPrefix, sessionSeconds = 12 * 60 * 60 } = options
  if (!URL.canParse(issuer) || new URL(issuer).protocol !== 'https:')
    throw new Error(`The issuer "${issuer}" is no https address. Tokens from anywhere else could be forged on the way.`)
  if (clientId === '') throw new Error('The client id is empty. Take the one that the identity provider gave.')
  const audience = options.audience ?? [clientId]
  if (audience.length === 0 || audience.includes(''))
    throw new Error(
      'The audience is empty, so that tokens for any other server would be taken. Leave it out, or name one.',
    )

  const provider = createProviderClient(options)
  const verifyToken = createTokenVerifier(options, provider)
  const flow = createCodeFlow(options, { provider, verifyToken })
  const sealer = createSealer(options.sessionKeys, `${issuer} ${clientId}`)
  const sessions = createSessions({
    sealer,
    teamGroupPrefix,
    sessionSeconds,
    renew: (refreshToken) => flow.renew(refreshToken),
  })

  const authenticate: Authenticate = async (request, answer) => {
    const bearer = bearerOf(request)
    if (bearer === undefined) return sessions.read(request, answer)
    const { claims, expiresAt } = await verifyToken(bearer, { audience })
    return createIdentity(
      { ...callerFromClaims(claims, options), expiresAt, credential: 'bearer' },
      { teamGroupPrefix },
    )
  }
  authenticate.teamGroupPrefix = teamGroupPrefix
  authenticate.attach = (host) => {
    assertCookiesTravel(host.publicUrl)
    return authRoutes({ host, flow, logins: createLogins(sealer), sessions })
  }
  return authenticate
}

function assertCookiesTravel(publicUrl: string | undefined): void {
  if (publicUrl === undefined) return
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:' || isLoopbackHost(hostname)) return
  throw new Error(
    `publicUrl is ${publicUrl}, and browsers keep the cookies of a sign-in for https alone, so nobody could sign in. Serve it by https.`,
  )
}
