import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { encodedKubeconfig, mainFile, startServer } from '../test/startServer.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }

const down = { KUBECONFIG_TEST: encodedKubeconfig() }

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'catalyst-operations-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

interface Ready {
  audit: { state: string; queued: number; dropped: number }
}

const auditOf = async (url: string) => ((await (await fetch(`${url}/readyz`)).json()) as Ready).audit

async function readMany(url: string, count: number): Promise<void> {
  for (let read = 0; read < count; read++) expect((await fetch(`${url}/api/v1/session`)).status).toBe(200)
}

test('metrics have a port of their own when asked, and the main one then has none', async () => {
  await using server = startServer({ args: ['--port', '0'], env: { ...down, CATALYST_METRICS_PORT: '0' } })
  const [, port = ''] = await server.line(/"port":(\d+),"msg":"metrics are served apart"/)
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  await readMany(url, 1)
  const answer = await fetch(`http://localhost:${port}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toMatch(
    /catalyst_http_request_duration_seconds_count\{operation="getSession",method="GET",status="200"\} 1/,
  )
  expect((await fetch(`http://localhost:${port}/api/v1/session`)).status).toBe(404)
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
})

test('without a port of their own, metrics are on the main one', async () => {
  await using server = startServer({ args: ['--port', '0'], env: down })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('catalyst_streams{kind="watch"} 0')
})

test('an audit file on a full disk makes nobody wait, is told, and is whole again after a rotation', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.jsonl')
  await symlink('/dev/full', file)
  const env = { ...down, CATALYST_AUDIT_FILE: file, CATALYST_AUDIT_QUEUE_RECORDS: '100' }
  await using server = startServer({ args: ['--port', '0'], env })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  await readMany(url, 150)
  await expect.poll(() => auditOf(url), patient).toEqual({ state: 'failing', queued: 99, dropped: 51 })
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('catalyst_audit_records_total{outcome="dropped"} 51')
  expect(metrics).toContain('catalyst_audit_failing 1')
  // Room is made, and the server told as by a log rotation.
  await unlink(file)
  server.process.kill('SIGHUP')
  await expect.poll(() => auditOf(url), patient).toEqual({ state: 'ok', queued: 0, dropped: 51 })
  const lines = linesOf(await readFile(file, 'utf8'))
  expect(lines).toHaveLength(100)
  expect(lines[0]).toMatchObject({ operation: 'getSession', verb: 'get', status: 200, outcome: 'success' })
  expect(lines.at(-1)).toMatchObject({ operation: 'auditLost', lost: 51 })
  await rename(file, `${file}.1`)
  server.process.kill('SIGHUP')
  await vi.waitFor(async () => {
    await readMany(url, 1)
    expect(linesOf(await readFile(file, 'utf8')).length).toBeGreaterThan(0)
  }, patient)
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
}, 30_000)

test('records that can not be written before the end are counted there', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.jsonl')
  await symlink('/dev/full', file)
  await using server = startServer({ args: ['--port', '0'], env: { ...down, CATALYST_AUDIT_FILE: file } })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  await readMany(url, 3)
  server.process.kill('SIGTERM')
  await server.line(/^3 audit records could not be written before the end\.$/)
  expect(await server.ended).toBe(0)
}, 30_000)

test('a standard output that nobody reads holds back neither requests nor the end', async () => {
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', mainFile, '--port', '0'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', CATALYST_AUDIT_QUEUE_RECORDS: '200', ...down },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  try {
    let printed = ''
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += String(chunk)
      if (/Catalyst is at \S+\n/.test(printed)) break
    }
    const [, url = ''] = /Catalyst is at (\S+)/.exec(printed) ?? []
    // The pipe takes 64 KiB, and what is read ahead of it here; after that, nothing.
    await vi.waitFor(
      async () => {
        await readMany(url, 200)
        expect((await auditOf(url)).dropped).toBeGreaterThan(0)
      },
      { timeout: 20_000 },
    )
    expect(await auditOf(url)).toMatchObject({ state: 'failing', queued: 199 })
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
}, 40_000)

test('a configuration that can not be used ends it, with every fault and no value', async () => {
  await using at = await folder()
  const config = join(at.path, 'config.yaml')
  await writeFile(config, 'port: correct-horse\noidc: {clientSecret: correct-horse}\n')
  await using server = startServer({ args: ['--config', config], env: down })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain('  port: Give a whole number from 0 to 65535.')
  expect(server.printed()).toContain('  oidc.clientSecret: There is no such key. Did you mean oidc.clientSecretFile?')
  expect(server.printed()).not.toMatch(/correct-horse| {4}at /)
})

test.each<[string, Record<string, string>, string]>([
  ['a limit that is none', { CATALYST_LIMITS_STREAMS: '0' }, 'limits.streams'],
  ['a prefix of the system', { CATALYST_IMPERSONATION_GROUPS_PREFIX: 'system:' }, 'impersonation.groupsPrefix'],
  ['an audit file without a folder', { CATALYST_AUDIT_FILE: '/nonexistent/audit' }, 'audit.file: The file can'],
  ['a token file that is not there', { CATALYST_IDENTITY: 'token', CATALYST_TOKEN_FILE: '/nonexistent' }, 'token.file'],
  [
    'a secret that is not there',
    {
      CATALYST_IDENTITY: 'oidc',
      CATALYST_OIDC_ISSUER: 'https://login.example.com',
      CATALYST_OIDC_CLIENT_ID: 'catalyst',
      CATALYST_OIDC_CLIENT_SECRET_FILE: '/nonexistent',
      PUBLIC_URL: 'https://catalyst.example.com',
    },
    'oidc.clientSecretFile: The file can',
  ],
])('--check-config finds %s', async (_what, env, message) => {
  await using server = startServer({ args: ['--check-config'], env: { ...down, ...env } })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain(message)
  expect(server.printed()).not.toContain('    at ')
})

test('--check-config says OK, and listens nowhere', async () => {
  await using server = startServer({ args: ['--check-config'], env: down })
  expect(await server.ended).toBe(0)
  expect(server.printed()).toBe('OK')
})

test('a pod without a cluster does not show the embedded one', async () => {
  await using server = startServer({ args: ['--port', '0'], env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain('automountServiceAccountToken')
})
