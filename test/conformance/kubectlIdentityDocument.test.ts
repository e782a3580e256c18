import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '@catalyst/api'
import { oidc, type OidcOptions, type ProxyOptions } from '@catalyst/proxy'
import { startIssuer } from '@catalyst/testing/issuer'
import { expect, onTestFinished, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { kubectlOf } from '../cluster/kubectlOf.ts'
import { runProgram } from '../cluster/runProgram.ts'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import { userEnvironment } from '../support/userEnvironment.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { kubeconfigWith, readCluster } from './support/readCluster.ts'
import { startProxyOn } from './support/startProxyOn.ts'

// What stands in docs/access.md is what a reader copies: it has to fit together, and to work.
const root = join(import.meta.dirname, '../..')
const text = await readFile(join(root, 'docs/access.md'), 'utf8')

function fileOf<TContent>(name: string): TContent {
  const [, content] = new RegExp(`\`\`\`yaml\n# ${name}\n([^]*?)\`\`\``).exec(text) ?? []
  if (content === undefined) throw new Error(`docs/access.md has no file ${name}.`)
  return parse(content) as TContent
}

interface Jwt {
  issuer: { url: string; audiences: string[]; certificateAuthority?: string }
  claimMappings: Record<'username' | 'groups', { claim: string; prefix: string }>
}

const dex = fileOf<{ issuer: string; staticClients: { id: string; redirectURIs: string[] }[] }>('dex.yaml')
const authentication = fileOf<{ jwt: [Jwt] }>('authentication.yaml')
const { config } = fileOf<{
  config: { publicUrl: string; oidc: OidcOptions; impersonation: NonNullable<ProxyOptions['impersonation']> }
}>('values.yaml')
const kubeconfig = fileOf<{ users: [{ user: { exec: { args: string[] } } }] }>('kubeconfig.yaml')

test('the files of the documentation fit together', () => {
  const [{ issuer, claimMappings }] = authentication.jwt
  const { args } = kubeconfig.users[0].user.exec
  expect([issuer.url, config.oidc.issuer]).toEqual([dex.issuer, dex.issuer])
  expect(args).toContain(`--oidc-issuer-url=${dex.issuer}`)
  expect(args).toContain('--oidc-client-id=kubectl')
  expect(dex.staticClients.map(({ id }) => id)).toEqual([config.oidc.clientId, 'kubectl'])
  expect([issuer.audiences, config.oidc.audience]).toEqual([
    ['catalyst', 'kubectl'],
    ['catalyst', 'kubectl'],
  ])
  expect(dex.staticClients[0]?.redirectURIs).toEqual([`${config.publicUrl}/api/v1/auth/callback`])
  expect(claimMappings).toEqual({
    username: { claim: config.oidc.subjectClaim, prefix: config.impersonation.usernamePrefix },
    groups: { claim: config.oidc.groupsClaim, prefix: config.impersonation.groupsPrefix },
  })
  const flags = [`username-claim=${config.oidc.subjectClaim}`, `username-prefix=${config.impersonation.usernamePrefix}`]
  for (const flag of flags) expect(text).toContain(`\n--oidc-${flag}\n`)
})

test('the server takes its part', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'catalyst-access-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'catalyst.yaml'), stringify(config))
  await writeFile(join(folder, 'kubeconfig'), kubeconfigWith('token', { server: 'https://localhost:1' }))
  const args = ['--conditions=@catalyst/source', join(root, 'apps/server/src/main.ts'), '--check-config']
  const env = { ...userEnvironment(), KUBECONFIG: join(folder, 'kubeconfig') } as Record<string, string>
  expect(await runProgram(process.execPath, [...args, '--config', join(folder, 'catalyst.yaml')], { env })).toContain(
    'OK',
  )
})

test('an API server and a proxy that are set up by them know a person by one name, and a team by one group', async () => {
  await using issuer = await startIssuer({ users: [{ name: 'ada', groups: ['acme:shop', 'acme:support'] }] })
  const folder = await mkdtemp(join(tmpdir(), 'catalyst-access-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [jwt] = authentication.jwt
  const trusted = { ...jwt, issuer: { ...jwt.issuer, url: issuer.url, certificateAuthority: issuer.ca } }
  const file = join(folder, 'authentication.yaml')
  await writeFile(file, stringify({ ...authentication, jwt: [trusted] }))
  await using cluster = await startTestCluster({ apiServerFlags: [`--authentication-config=${file}`] })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await using proxy = await startProxyOn(cluster, {
    authenticate: oidc({ ...config.oidc, issuer: issuer.url, ca: issuer.ca }),
    impersonation: config.impersonation,
  })

  const token = await issuer.tokenFor('ada', { audience: 'kubectl' })
  const mine = join(folder, 'kubeconfig')
  await writeFile(mine, kubeconfigWith(token, await readCluster(cluster)), { mode: 0o600 })
  const kubectl = kubectlOf(mine)
  const whoami = ['auth', 'whoami', '--output=jsonpath={.status.userInfo.username} {.status.userInfo.groups}']
  const said = await eventually(() => kubectl(whoami))
  expect(said).toBe('oidc:ada@example.com ["oidc:acme:shop","oidc:acme:support","system:authenticated"]')
  const { body } = await proxy.call<Session>(token, '/session')
  expect(body).toMatchObject({ subject: 'ada@example.com', teams: ['shop', 'support'] })

  const spec = { sources: [{ name: 'web', repositoryUrl: 'https://github.com/acme/web.git', branch: 'main' }] }
  const project = { metadata: { name: 'web', namespace: 'shop' }, spec }
  expect((await proxy.call(token, '/clusters/-/projects', { method: 'POST', body: project })).status).toBe(201)
  expect(await kubectl(['get', 'projects', '--namespace=shop', '--output=name'])).toContain('/web')
  const subject = '--output=jsonpath={.items[*].subjects[*].name}'
  expect(await cluster.kubectl(['get', 'rolebindings', '--namespace=shop', subject])).toBe('oidc:acme:shop')
})
