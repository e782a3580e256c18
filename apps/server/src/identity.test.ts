import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startIssuer } from '@catalyst/testing/issuer'
import { expect, test } from 'vitest'
import { encodedKubeconfig, startServer } from '../test/startServer.ts'

const down = { KUBECONFIG_TEST: encodedKubeconfig() }

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'catalyst-identity-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

async function session(url: string, token?: string) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}/api/v1/session`, { headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('the file of settings leads to a provider: its tokens are good, and people are sent to it', async () => {
  await using issuer = await startIssuer({ users: [{ name: 'ann', groups: ['team:acme'] }] })
  await using at = await folder()
  const put = async (name: string, text: string) => {
    await writeFile(join(at.path, name), text)
    return join(at.path, name)
  }
  const config = await put(
    'config.yaml',
    `identity: oidc
oidc:
  issuer: ${issuer.url}
  clientId: ${issuer.clientId}
  clientSecretFile: ${await put('secret', `${issuer.clientSecret}\n`)}
  sessionKeyFile: ${await put('keys', `${randomBytes(32).toString('base64')}\n`)}
  caFile: ${await put('ca.pem', issuer.ca)}
`,
  )
  await using server = startServer({ args: ['--port', '0', '--config', config], env: down })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  expect(await session(url)).toMatchObject({ status: 401 })
  expect(await session(url, await issuer.tokenFor('ann'))).toMatchObject({
    status: 200,
    body: { subject: 'ann', teams: ['acme'] },
  })
  const login = await fetch(`${url}/api/v1/auth/login`, { redirect: 'manual' })
  expect(login.headers.get('location')).toContain(`${issuer.url}/`)
  expect(server.printed()).not.toContain(issuer.clientSecret)
}, 60_000)

test('the file of settings leads to a file of tokens', async () => {
  await using at = await folder()
  const file = join(at.path, 'tokens')
  await writeFile(file, 'correct-horse-battery-staple-42,ci,"team:acme"\n')
  const env = { ...down, CATALYST_IDENTITY: 'token', CATALYST_TOKEN_FILE: file }
  await using server = startServer({ args: ['--port', '0'], env })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  expect(await session(url, 'wrong')).toMatchObject({ status: 401 })
  expect(await session(url, 'correct-horse-battery-staple-42')).toMatchObject({ status: 200, body: { subject: 'ci' } })
  expect(server.printed()).not.toContain('correct-horse')
}, 60_000)
