import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, test } from 'vitest'
import type { Issuer } from './Issuer.ts'
import { startIssuer } from './startIssuer.ts'

const users = [{ name: 'ada', groups: ['team:shop'] }, { name: 'bob' }]
const redirectUri = 'http://localhost:4000/api/v1/auth/callback'

test('it says where everything is, and signs tokens that its keys verify', async () => {
  await using issuer = await startIssuer({ users })
  const { issuer: name, jwks_uri } = await getJson<{ issuer: string; jwks_uri: string }>(
    issuer,
    `${issuer.url}/.well-known/openid-configuration`,
  )
  expect(name).toBe(issuer.url)
  const keys = await getJson<JSONWebKeySet>(issuer, jwks_uri)
  const { payload } = await jwtVerify(await issuer.tokenFor('ada'), createLocalJWKSet(keys), {
    issuer: issuer.url,
    audience: issuer.clientId,
  })
  expect(payload).toMatchObject({ sub: 'ada', groups: ['team:shop'] })
  expect(JSON.stringify(keys)).not.toContain('"d":')
})

test('a person signs in by its forms; the refresh token is good once', async () => {
  await using issuer = await startIssuer({ users })
  issuer.allowRedirects({ signedIn: redirectUri })
  const verifier = randomBytes(32).toString('base64url')
  const back = new URL(await issuer.signIn(authorizationUrl(issuer, verifier), 'ada'))
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri)
  expect(back.searchParams.get('iss')).toBe(issuer.url)

  const code = back.searchParams.get('code') ?? ''
  const first = await tokens(issuer, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  })
  expect(decodeJwt(first.id_token ?? '')).toMatchObject({ sub: 'ada', groups: ['team:shop'], aud: issuer.clientId })
  const renewal = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' }
  const second = await tokens(issuer, renewal)
  expect(decodeJwt(second.id_token ?? '').sub).toBe('ada')
  expect(await tokens(issuer, renewal)).toMatchObject({ error: 'invalid_grant' })
  expect(issuer.refreshes()).toBe(1)
})

test('a wrong password signs nobody in', async () => {
  await using issuer = await startIssuer({ users })
  issuer.allowRedirects({ signedIn: redirectUri })
  const url = authorizationUrl(issuer, 'x'.repeat(43))
  await expect(issuer.signIn(url, 'bob', { password: 'wrong' })).rejects.toThrow('401')
})

test('keys can change with and without the old ones; it can go away and come back', async () => {
  await using issuer = await startIssuer({ users })
  const token = await issuer.tokenFor('bob')
  const verify = async () => jwtVerify(token, createLocalJWKSet(await getJson(issuer, `${issuer.url}/jwks`)))
  await issuer.rotateKeys()
  await verify()
  await issuer.rotateKeys({ keepOld: false })
  await expect(verify()).rejects.toThrow('no applicable key')
  await issuer.stop()
  await expect(getJson(issuer, `${issuer.url}/jwks`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await issuer.start()
  expect(await getJson(issuer, `${issuer.url}/jwks`)).toHaveProperty('keys')
})

function authorizationUrl(issuer: Issuer, verifier: string): string {
  const query = new URLSearchParams({
    client_id: issuer.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid groups offline_access',
    prompt: 'consent',
    state: 'state',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${issuer.url}/auth?${query.toString()}`
}

interface Tokens {
  id_token?: string
  refresh_token?: string
}

async function tokens(issuer: Issuer, form: Record<string, string>): Promise<Tokens> {
  const { clientId, clientSecret } = issuer
  const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret })
  return ask(issuer, `${issuer.url}/token`, body.toString())
}

async function getJson<T>(issuer: Issuer, url: string): Promise<T> {
  return ask(issuer, url)
}

async function ask<T>({ ca }: Issuer, url: string, form?: string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(url, {
    ca,
    agent: false,
    method: form === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
    .on('response', resolve)
    .on('error', reject)
    .end(form)
  return JSON.parse(await text(await promise)) as T
}
