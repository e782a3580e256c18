import { z } from 'zod'
import { defineRoute } from './defineRoute.ts'

const tags = ['session'] as [string]

/** Who the caller is. */
export const sessionSchema = z
  .object({
    subject: z.string(),
    groups: z.array(z.string()),
    teams: z.array(z.string()),
    /** When the sign-in ends, unless it is renewed; absent where it doesn't. Asking for the session in the last quarter of its time renews it. */
    expiresAt: z.iso.datetime().optional(),
    /** What the request showed: a browser signs out of a `cookie` alone. */
    credential: z.enum(['none', 'cookie', 'bearer']),
    clusters: z.array(z.object({ name: z.string(), default: z.boolean() })),
  })
  .meta({ id: 'Session' })

/** What is left to do after signing out. */
export const signedOutSchema = z
  .object({
    /** Where the browser ends its session at the provider, if there is such a place. */
    endSessionUrl: z.url().optional(),
  })
  .meta({ id: 'SignedOut' })

export const sessionRoutes = {
  getSession: defineRoute({
    operationId: 'getSession',
    method: 'get',
    path: '/session',
    summary: 'Who am I, and which clusters are there',
    tags,
    request: {},
    status: 200,
    response: sessionSchema,
  }),
  login: defineRoute({
    operationId: 'login',
    method: 'get',
    path: '/auth/login',
    summary: 'Begin a login at the OpenID provider, to which it redirects; `returnTo` is a path of the dashboard',
    tags,
    request: { query: z.object({ returnTo: z.string().max(2048).optional() }) },
    status: 302,
  }),
  loginCallback: defineRoute({
    operationId: 'loginCallback',
    method: 'get',
    path: '/auth/callback',
    summary: 'End a login; navigates by script',
    tags,
    request: {
      query: z.object({
        code: z.string().max(8192).optional(),
        state: z.string().max(8192).optional(),
        iss: z.string().max(2048).optional(),
        error: z.string().max(1024).optional(),
      }),
    },
    status: 200,
    responseType: 'text/html',
  }),
  logout: defineRoute({
    operationId: 'logout',
    method: 'post',
    path: '/auth/logout',
    summary: 'End the session here; the answer says where it ends at the provider',
    tags,
    request: {},
    status: 200,
    response: signedOutSchema,
  }),
}

export type SignedOut = z.output<typeof signedOutSchema>
export type Session = z.output<typeof sessionSchema>
