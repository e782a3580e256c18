import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { axeViolations } from './axeViolations.ts'
import { receivedOutput } from './receivedOutput.ts'
import { answerProvider, startSignInWorld, type SignInWorld } from './startSignInWorld.ts'

const patience = { timeout: 30_000 }
const pictures = process.env['CATALYST_PICTURES']

async function look(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}

function showOnFailure({ page }: SignInWorld): void {
  onTestFailed(async () => {
    await page.screenshot({ path: `test-results/sign-in-${Date.now()}.png` })
    console.error(`The page ${page.url()}: ${await page.locator('body').innerText()}`)
  })
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

/** Browsers keep no cookies apart by port, so the provider's are there too. */
async function ownCookies(page: Page, url: string) {
  return (await page.context().cookies(url)).filter(({ name }) => name.startsWith('__Host-catalyst'))
}

describe('somebody who signs in', () => {
  const stack = new AsyncDisposableStack()
  let world: SignInWorld
  let page: Page
  let output: () => string

  beforeAll(async () => {
    world = stack.use(await startSignInWorld())
    page = world.page
    output = receivedOutput(page)
  }, 120_000)

  afterAll(() => stack.disposeAsync())

  test('is asked to, in light and dark, and not sent anywhere unasked', async () => {
    showOnFailure(world)
    await page.goto(`${world.url}/?q=pr-1#top`)
    await page.getByRole('heading', { name: 'Sign in to Catalyst' }).waitFor(patience)
    expect(await axeViolations(page)).toEqual([])
    await look(page, 'sign-in-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axeViolations(page)).toEqual([])
    await look(page, 'sign-in-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    expect(page.url()).toBe(`${world.url}/?q=pr-1#top`)
  })

  test('comes back to the page they were on, and sees it', async () => {
    showOnFailure(world)
    await page.getByRole('link', { name: 'Sign in' }).press('Enter')
    await answerProvider(page, 'ada')
    await rowOf(page, 'pr-128').waitFor(patience)
    expect(page.url()).toBe(`${world.url}/?q=pr-1#top`)
    expect(await page.getByText('Signed in as ada').count()).toBe(1)
    expect(await axeViolations(page)).toEqual([])
    await look(page, 'signed-in-light')
    expect(world.audited).toContainEqual(expect.objectContaining({ operation: 'signIn', subject: 'ada' }))
  })

  test('holds a cookie that no script reads', async () => {
    expect(await ownCookies(page, world.url)).toEqual([
      expect.objectContaining({ name: '__Host-catalyst-session', httpOnly: true, secure: true, sameSite: 'Strict' }),
    ])
    expect(await page.evaluate('document.cookie')).toBe('')
  })

  test('follows a log and has a shell, under their own name', async () => {
    showOnFailure(world)
    await page.getByRole('link', { name: 'pr-128', exact: true }).click()
    const parts = page.getByRole('tablist')
    await parts.getByRole('tab', { name: 'Log' }).click()
    await page.getByRole('log').getByText('request completed').first().waitFor(patience)
    await parts.getByRole('tab', { name: 'Terminal' }).click()
    await expect.poll(output, patience).toMatch(/[#$] /)
    await page.getByRole('region', { name: 'Terminal' }).getByRole('textbox').first().focus()
    await page.keyboard.type('cat package.json | head -2\n')
    await expect.poll(output, patience).toMatch(/"name": "storefront"/)
    expect(world.audited).toContainEqual(expect.objectContaining({ verb: 'exec', subject: 'ada' }))
  })

  test('signs out, here and at the provider', async () => {
    showOnFailure(world)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${world.issuer.url}/session/end*`, patience)
    await page.getByRole('button', { name: /yes/i }).click()
    await page.waitForURL(`${world.url}/`, patience)
    await page.getByRole('heading', { name: 'Sign in to Catalyst' }).waitFor(patience)
    expect(await ownCookies(page, world.url)).toEqual([])
  })

  test('is told what happened when they may not act under their name, or refuse at the provider', async () => {
    showOnFailure(world)
    await page.goto(`${world.url}/api/v1/auth/callback?code=x&state=${'x'.repeat(43)}`)
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor(patience)
    expect(await axeViolations(page)).toEqual([])
    await look(page, 'refused-light')
    await page.getByRole('link', { name: 'Try again' }).click()
    await answerProvider(page, 'ada')
    await rowOf(page, 'pr-128').waitFor(patience)
  })

  test('saw no error', () => {
    expect(world.errors).toEqual([])
  })
})

test('below a base path people come back to where they were, and see what they may', async () => {
  await using world = await startSignInWorld({ basePath: '/catalyst' })
  showOnFailure(world)
  const { page, url, issuer } = world
  await page.goto(`${url}/?q=pr-1`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await answerProvider(page, 'ben')
  await page.getByText('Signed in as ben').waitFor({ state: 'attached', ...patience })
  expect(page.url()).toBe(`${url}/?q=pr-1`)
  expect(await page.getByText('pr-128').count()).toBe(0)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${issuer.url}/session/end*`, patience)
  await page.getByRole('button', { name: /yes/i }).click()
  await page.getByRole('heading', { name: 'Sign in to Catalyst' }).waitFor(patience)
  expect(page.url()).toBe(`${url}/`)
})

test('a sign-in is renewed while the page is open, and nothing moves for it', async () => {
  await using world = await startSignInWorld({ lifetimes: { idToken: 8 } })
  showOnFailure(world)
  const { page, issuer } = world
  await page.goto(world.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await answerProvider(page, 'ada')
  await rowOf(page, 'pr-128').waitFor(patience)
  await page.evaluate(`
    globalThis.seen = []
    new MutationObserver(() => { if (/signed out|sign-in has ended/i.test(document.body.innerText)) seen.push(document.body.innerText) })
      .observe(document.body, { childList: true, subtree: true, characterData: true })`)
  await expect.poll(() => issuer.refreshes(), patience).toBeGreaterThan(2)
  expect(await page.evaluate('seen')).toEqual([])
  await rowOf(page, 'pr-128').waitFor(patience)
})

test('when it ends in mid-session the page stays, and goes on after signing in again in another tab', async () => {
  await using world = await startSignInWorld({ lifetimes: { idToken: 10 } })
  showOnFailure(world)
  const { page, issuer } = world
  await page.goto(world.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await answerProvider(page, 'ada')
  await rowOf(page, 'pr-128').waitFor(patience)
  await page.getByRole('link', { name: 'New environment' }).click()
  await page.getByLabel('Name', { exact: true }).fill('half-typed')
  issuer.forgetSignIns()
  await page.getByText('Your sign-in has ended.').first().waitFor(patience)
  await look(page, 'ended-form-light')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('half-typed')
  expect(await axeViolations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeViolations(page)).toEqual([])
  await look(page, 'ended-form-dark')

  // Nothing below a modal dialog can be reached, so the dialog has the link too.
  await page.getByRole('button', { name: 'Keyboard' }).click()
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('dialog').getByRole('link', { name: 'Sign in again' }).click(),
  ])
  await answerProvider(tab, 'ada')
  await page
    .getByText('Your sign-in has ended.')
    .first()
    .waitFor({ state: 'detached', ...patience })
  await page.keyboard.press('Escape')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('half-typed')
  await page.getByRole('link', { name: 'Environments', exact: true }).first().click()
  await rowOf(page, 'pr-128').waitFor(patience)
  await page.getByText(/^Live/).first().waitFor(patience)

  issuer.forgetSignIns()
  await page.getByText('Your sign-in has ended.').first().waitFor(patience)
  expect(await axeViolations(page)).toEqual([])
  await look(page, 'ended-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  await look(page, 'ended-narrow')
})

test('a shell ends with its sign-in and says why; after signing in again a new one opens', async () => {
  await using world = await startSignInWorld({ lifetimes: { idToken: 10 } })
  showOnFailure(world)
  const { page, issuer, audited } = world
  const output = receivedOutput(page)
  await page.goto(world.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await answerProvider(page, 'ada')
  await page.getByRole('link', { name: 'pr-128', exact: true }).click(patience)
  const parts = page.getByRole('tablist')
  await parts.getByRole('tab', { name: 'Terminal' }).click()
  await expect.poll(output, patience).toMatch(/[#$] /)
  // Longer than a token lasts: the renewals of the page are the shell's, too.
  const renewed = issuer.refreshes()
  await expect.poll(() => issuer.refreshes(), patience).toBeGreaterThan(renewed + 1)
  const before = output().length
  await page.getByRole('region', { name: 'Terminal' }).getByRole('textbox').first().focus()
  await page.keyboard.type('echo still $((40 + 2))\n')
  await expect.poll(() => output().slice(before), patience).toContain('still 42')

  issuer.forgetSignIns()
  await page.getByText('The sign-in has ended.').first().waitFor(patience)
  await look(page, 'ended-shell-light')
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in again' }).click(patience),
  ])
  await answerProvider(tab, 'ada')
  await page.getByText('Your sign-in has ended.').waitFor({ state: 'detached', ...patience })
  const ended = output().length
  await page.getByRole('button', { name: 'Reconnect' }).click()
  await expect.poll(() => output().slice(ended), patience).toMatch(/[#$] /)
  expect(audited.filter(({ operation }) => operation === 'signIn')).toHaveLength(2)
})
