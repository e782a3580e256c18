import { z } from 'zod'
import { defineRoute } from './defineRoute.ts'

const tags = ['session'] as [string]

/** Who the caller is. */
export const sessionSchema = z
  .object({
    subject: z.string(),
    groups: z.array(z.string()),
    teams: z.array(z.string()),
    expiresAt: z.iso.datetime().optional(),
    clusters: z.array(z.object({ name: z.string(), default: z.boolean() })),
  })
  .meta({ id: 'Session' })

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
    summary: 'Begin a login at the OpenID provider',
    tags,
    request: { query: z.object({ returnTo: z.string().max(2048).optional() }) },
    status: 200,
    responseType: 'text/html',
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
    summary: 'End the session',
    tags,
    request: {},
    status: 204,
  }),
}

export type Session = z.output<typeof sessionSchema>
