import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import type Provider from 'oidc-provider'
import { createCertificates } from '../cluster/server/createCertificates.ts'
import { claimsOf, createProvider, type Lifetimes } from './createProvider.ts'
import { createSigningKeys } from './createSigningKeys.ts'
import { createStorage } from './createStorage.ts'
import { handleInteraction, interactionPath } from './handleInteraction.ts'
import type { Issuer, IssuerUser } from './Issuer.ts'
import { signInByForm } from './signInByForm.ts'

export interface IssuerOptions {
  /** Who can sign in. */
  readonly users: readonly IssuerUser[]
  /** @default 'catalyst' */
  readonly clientId?: string | undefined
  /** Seconds that tokens last. */
  readonly lifetimes?: Lifetimes | undefined
  /** IPv4 address at which others than this machine find it, too. @default none: it is at localhost alone */
  readonly host?: string | undefined
  /** @default any that is free */
  readonly port?: number | undefined
}

/**
 * Starts an OpenID provider on loopback: a certified one (`oidc-provider`) over https, with a form to sign in with,
 * PKCE, refresh tokens that are good once, and groups as a claim of its tokens.
 */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const { clientId = 'catalyst', lifetimes = {}, host } = options
  const users = options.users.map((user) => ({ ...user }))
  const certificates = await createCertificates(host === undefined ? [] : [host])
  const [keys, storage] = [await createSigningKeys(), createStorage()]
  const [clientSecret, cookieKey] = [randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')]
  const redirects = { signedIn: new Set<string>(), signedOut: new Set<string>() }
  let refreshes = 0
  let falseClaims: Readonly<Record<string, unknown>> | undefined

  const server = createServer({ key: certificates.key, cert: certificates.cert })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' })
      response.end(error instanceof Error ? error.message : 'It went wrong.')
    })
  })
  const listen = async (port: number) => {
    server.listen(port, host ?? '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(options.port ?? 0)
  const url = `https://${host ?? 'localhost'}:${port}`
  let provider = build()

  function build(): Provider {
    const client = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: redirects.signedIn.size > 0 ? [...redirects.signedIn] : [`${url}/nowhere`],
      post_logout_redirect_uris: [...redirects.signedOut],
    }
    const built = createProvider({ url, users, clients: [client], lifetimes, keys, storage, cookieKey })
    built.on('grant.success', (ctx) => {
      if (ctx.oidc.params?.['grant_type'] === 'refresh_token') refreshes += 1
    })
    built.use(async (ctx, next) => {
      await next()
      const body = ctx.body as { id_token?: unknown } | undefined
      if (falseClaims === undefined || ctx.path !== '/token' || typeof body?.id_token !== 'string') return
      ctx.body = { ...body, id_token: await keys.sign({ ...decodeJwt(body.id_token), ...falseClaims }) }
    })
    return built
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith(interactionPath) === true)
      await handleInteraction({ provider, users }, request, response)
    else await provider.callback()(request, response)
  }

  function userNamed(name: string): { -readonly [Key in keyof IssuerUser]: IssuerUser[Key] } {
    const user = users.find((each) => each.name === name)
    if (user === undefined) throw new Error(`There is no user "${name}". Name it in the options of startIssuer.`)
    return user
  }

  async function stop(): Promise<void> {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  return {
    url,
    ca: certificates.ca,
    clientId,
    clientSecret,
    allowRedirects({ signedIn, signedOut }) {
      if (signedIn !== undefined) redirects.signedIn.add(signedIn)
      if (signedOut !== undefined) redirects.signedOut.add(signedOut)
      provider = build()
    },
    signIn(authorizationUrl, name, options = {}) {
      const { password = name } = userNamed(name)
      return signInByForm(authorizationUrl, { name, password: options.password ?? password, ca: certificates.ca })
    },
    async tokenFor(name, overrides = {}) {
      const user = userNamed(name)
      const { audience = clientId, issuer = url, expiresIn = lifetimes.idToken ?? 600, notBefore, claims } = overrides
      const now = Math.floor(Date.now() / 1000)
      return keys.sign({
        ...claimsOf(user),
        iss: issuer,
        aud: typeof audience === 'string' ? audience : [...audience],
        iat: now,
        exp: now + expiresIn,
        ...(notBefore !== undefined && { nbf: now + notBefore }),
        ...claims,
      })
    },
    async rotateKeys({ keepOld = true } = {}) {
      await keys.rotate({ keepOld })
      provider = build()
    },
    setGroups: (name, groups) => void (userNamed(name).groups = groups),
    setIdTokenClaims: (claims) => void (falseClaims = claims),
    refreshes: () => refreshes,
    forgetSignIns() {
      for (const model of ['RefreshToken', 'Grant', 'Session', 'AccessToken']) storage.clear(model)
    },
    stop,
    start: async () => void (await listen(port)),
    [Symbol.asyncDispose]: stop,
  }
}
