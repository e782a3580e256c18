import { startIssuer, type Issuer, type IssuerOptions } from '@catalyst/testing/issuer'
import { oidc, type OidcOptions, type ProxyOptions } from '../src/index.ts'
import type { CookieJar } from './CookieJar.ts'
import { startProxy, type TestProxy, type TestRequest } from './startProxy.ts'

export const sessionKey = Buffer.alloc(32, 7).toString('base64')
const site = 'http://localhost:8080'

export interface SignInWorld extends AsyncDisposable {
  issuer: Issuer
  started: TestProxy
  /** Another replica, or the same server with other options. */
  another(options?: Partial<OidcOptions>, proxyOptions?: Partial<ProxyOptions>): Promise<TestProxy>
}

export const users = [
  { name: 'ada', groups: ['team:shop', 'engineers'] },
  { name: 'bob', groups: ['team:ads'] },
  { name: 'eve', groups: ['system:masters'] },
  { name: 'many', groups: groupsOf(150) },
  { name: 'more', groups: groupsOf(600) },
]

/** A provider, and a proxy that signs people in at it. */
export async function startSignIn(
  options: Partial<OidcOptions> & Pick<IssuerOptions, 'lifetimes'> = {},
  proxyOptions: Partial<ProxyOptions> = {},
): Promise<SignInWorld> {
  const { lifetimes, ...oidcOptions } = options
  await using parts = new AsyncDisposableStack()
  const issuer = parts.use(await startIssuer({ users, lifetimes }))
  const another = async (others: Partial<OidcOptions> = {}, otherProxy: Partial<ProxyOptions> = proxyOptions) => {
    const authenticate = oidc({ ...optionsFor(issuer), ...oidcOptions, ...others })
    return owned.use(await startProxy({ authenticate, ...otherProxy }))
  }
  issuer.allowRedirects({
    signedIn: `${site}${proxyOptions.basePath ?? ''}/api/v1/auth/callback`,
    signedOut: `${site}${proxyOptions.basePath ?? ''}/`,
  })
  const owned = parts.move()
  return { issuer, started: await another(), another, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

export function optionsFor({ url, ca, clientId, clientSecret }: Issuer): OidcOptions {
  return { issuer: url, ca, clientId, clientSecret, sessionKeys: [sessionKey] }
}

function groupsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `team:a-group-with-a-long-name-${index}`)
}

/** Sends a request with the cookies of a browser, and keeps those of the answer. */
export async function browse(
  { started, jar }: { started: TestProxy; jar: CookieJar },
  path: string,
  init: TestRequest = {},
): Promise<Response> {
  const cookie = jar.header()
  const answer = await started.request(path, { ...init, headers: { ...(cookie && { cookie }), ...init.headers } })
  jar.take(answer)
  return answer
}

export interface SignInSteps {
  user?: string
  returnTo?: string
  basePath?: string
}

/** Begins a login, and walks through it at the provider; gives the path at which the browser comes back. */
export async function loginAtProvider(
  { issuer, started }: Pick<SignInWorld, 'issuer' | 'started'>,
  jar: CookieJar,
  { user = 'ada', returnTo = '/', basePath = '' }: SignInSteps = {},
): Promise<string> {
  const query = new URLSearchParams({ returnTo }).toString()
  const login = await browse({ started, jar }, `${basePath}/api/v1/auth/login?${query}`, asPerson)
  if (login.status !== 302) throw new Error(`The login answered ${login.status}: ${await login.text()}`)
  const back = new URL(await issuer.signIn(login.headers.get('location') ?? '', user))
  return `${back.pathname}${back.search}`
}

/** The whole way: the jar holds a session afterwards. */
export async function signIn(
  world: Pick<SignInWorld, 'issuer' | 'started'>,
  jar: CookieJar,
  steps: SignInSteps = {},
): Promise<Response> {
  return browse({ started: world.started, jar }, await loginAtProvider(world, jar, steps), asPerson)
}

export const asPerson: TestRequest = { headers: { accept: 'text/html' } }
