import { Hono, type Context } from 'hono'
import type { SignInHost } from '../identity/Identity.ts'
import type { CodeFlow } from '../identity/oidc/createCodeFlow.ts'
import { apiBase } from '../openapi/matchOperation.ts'
import { isProblemError, ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { Logins } from '../session/createLogins.ts'
import type { Sessions } from '../session/createSessions.ts'
import { ownPath } from '../session/ownPath.ts'
import { followScript, signInPage } from '../session/signInPage.ts'

export interface AuthParts {
  host: SignInHost
  flow: CodeFlow
  logins: Logins
  sessions: Sessions
}

/** Signing in and out by a browser, below `/api/v1/auth`. Everybody may ask; nothing here looks at who does. */
export function authRoutes({ host, flow, logins, sessions }: AuthParts): Hono<ProxyEnv> {
  const base = `${host.basePath}${apiBase}/auth`
  const home = `${host.basePath}/`
  const originOf = (c: Context) => new URL(host.publicUrl ?? c.req.url).origin

  function audit(c: Context<ProxyEnv>, entry: { subject: string; status: number; note?: string }) {
    host.audit({
      requestId: c.get('requestId'),
      operation: entry.status === 200 ? 'signIn' : 'signInRefused',
      ...entry,
    })
  }

  /** Says to a person what a program is told by a problem. */
  function refuse(c: Context<ProxyEnv>, problem: ProblemError, returnTo = home): Response | Promise<Response> {
    const { code, message, status } = problem
    if (code === 'UPSTREAM_UNAVAILABLE')
      host.logger.error({ err: problem, requestId: c.get('requestId') }, 'signing in failed')
    if (c.req.header('accept')?.includes('text/html') !== true) throw problem
    const retry = `${base}/login?${new URLSearchParams({ returnTo }).toString()}`
    c.header('cache-control', 'no-store')
    if (problem.options.retryAfterSeconds !== undefined)
      c.header('retry-after', String(problem.options.retryAfterSeconds))
    return c.html(
      signInPage({ title: 'You are not signed in', text: message, link: { to: retry, text: 'Try again' } }),
      status === 401 ? 403 : status,
    )
  }

  return new Hono<ProxyEnv>()
    .get('/continue.js', (c) =>
      c.body(followScript, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' }),
    )
    .get('/login', async (c) => {
      const returnTo = ownPath(c.req.query('returnTo') ?? home, host.basePath)
      if (returnTo === undefined || returnTo.length > 2048)
        return refuse(c, new ProblemError('INVALID_INPUT', 'The address to return to is no page of this server.'))
      try {
        const { url, login } = await flow.begin(`${originOf(c)}${base}/callback`)
        const answer = new Headers({ location: url.href, 'cache-control': 'no-store' })
        await logins.begin({ ...login, returnTo }, c.req.raw, answer)
        return new Response(null, { status: 302, headers: answer })
      } catch (error) {
        if (!isProblemError(error)) throw error
        return refuse(c, error, returnTo)
      }
    })
    .get('/callback', async (c) => {
      const answer = new Headers()
      const login = await logins.take(c.req.query('state') ?? '', c.req.raw, answer)
      const append = () => answer.getSetCookie().forEach((cookie) => c.header('set-cookie', cookie, { append: true }))
      try {
        if (login === undefined)
          throw new ProblemError(
            'FORBIDDEN',
            'This sign-in was not begun in this browser, was used already, or was begun more than ten minutes ago.',
          )
        const signIn = await flow.complete(new URL(`${login.redirectUri}${new URL(c.req.url).search}`), login)
        const { subject } = await sessions.begin(signIn, answer)
        audit(c, { subject, status: 200 })
        append()
        c.header('cache-control', 'no-store')
        return c.html(
          signInPage({
            title: 'You are signed in',
            text: 'The dashboard opens by itself.',
            link: { to: login.returnTo, text: 'Go on' },
            follow: { script: `${base}/continue.js` },
          }),
        )
      } catch (error) {
        if (!isProblemError(error)) throw error
        audit(c, { subject: '', status: error.status, note: error.message })
        append()
        return refuse(c, error, login?.returnTo)
      }
    })
    .post('/logout', async (c) => {
      const answer = new Headers()
      const session = await sessions.end(c.req.raw, answer)
      answer.getSetCookie().forEach((cookie) => c.header('set-cookie', cookie, { append: true }))
      if (session?.refreshToken !== undefined)
        // The person need not wait for it: here the session is over.
        void flow.revoke(session.refreshToken).catch(() => host.logger.warn('a refresh token could not be revoked'))
      const endSessionUrl = await flow.endSessionUrl(`${originOf(c)}${home}`).catch(() => undefined)
      c.header('cache-control', 'no-store')
      return c.json({ ...(endSessionUrl !== undefined && { endSessionUrl }) })
    })
}
