import path from 'node:path'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, oidc, type OidcOptions } from '@catalyst/proxy'
import { startIssuer, type Issuer, type IssuerOptions } from '@catalyst/testing/issuer'
import { chromium, type Page } from 'playwright'
import { buildDashboard } from '../../scripts/start/buildDashboard.ts'
import { startOperatedDemo } from '../support/startOperatedDemo.ts'

const dashboard = path.resolve(import.meta.dirname, '../../apps/web/dist')

/** Ada works on everything; ben has no rights. */
const rights = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ada }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: ada }]
`

export interface SignInWorld extends AsyncDisposable {
  issuer: Issuer
  url: string
  page: Page
  /** Errors of pages, beside answers that were refused. */
  errors: string[]
  /** The records of the proxy's audit log. */
  audited: Record<string, unknown>[]
}

/** A provider, a cluster with environments, the proxy with the dashboard, and a browser. */
export async function startSignInWorld(
  options: Pick<IssuerOptions, 'lifetimes'> & Pick<OidcOptions, 'scopes'> & { basePath?: string | undefined } = {},
): Promise<SignInWorld> {
  await buildDashboard()
  await using parts = new AsyncDisposableStack()
  const { lifetimes, scopes, basePath } = options
  const issuer = parts.use(
    await startIssuer({ users: [{ name: 'ada', groups: ['team:acme'] }, { name: 'ben' }], lifetimes }),
  )
  const { cluster } = parts.use(await startOperatedDemo())
  await cluster.apply(rights)
  const audited: Record<string, unknown>[] = []
  const { url: name, ca, clientId, clientSecret } = issuer
  const encoded = Buffer.from(cluster.kubeconfig()).toString('base64')
  const proxy = parts.use(
    createProxy({
      clusters: createClusterRegistry({ env: { KUBECONFIG_TEST: encoded }, inDocker: false }),
      authenticate: oidc({ issuer: name, ca, clientId, clientSecret, scopes, clockSkewSeconds: 0 }),
      basePath,
      assets: { root: dashboard },
      audit: {
        write: (record) => void audited.push({ ...record }),
        health: () => ({ state: 'ok', queued: 0, written: audited.length, dropped: 0 }),
      },
    }),
  )
  const { url } = await proxy.listen({ port: 0 })
  issuer.allowRedirects({ signedIn: `${url}/api/v1/auth/callback`, signedOut: `${url}/` })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-dev-shm-usage'],
  })
  parts.defer(() => browser.close())
  // The provider's certificate is of an authority that was made for this test.
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text())
  })
  const owned = parts.move()
  return { issuer, url, page, errors, audited, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Fills the provider's forms in, as a person without a mouse. */
export async function answerProvider(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Test provider' }).waitFor()
  if (await page.getByLabel('Name').isVisible()) {
    await page.getByLabel('Name').fill(name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await page.getByText('wants to know').waitFor()
  await page.getByRole('button', { name: 'Allow' }).press('Enter')
}
