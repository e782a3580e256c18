import { Hono } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'
import { signInPage } from './signInPage.ts'

/** What stands below `/api/v1/auth` where no provider is configured: browsers are told so. */
export function noBrowserRoutes(): Hono<ProxyEnv> {
  return new Hono<ProxyEnv>().get('/login', (c) =>
    c.html(
      signInPage({
        title: 'Browsers cannot sign in here',
        text: 'This server takes bearer tokens alone, which machines send. For people, whoever runs it can configure an OpenID provider.',
      }),
      501,
    ),
  )
}
