import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, type BrowserSession } from '../e2e/openBrowser.ts'
import { idOfStory, readStories, type Entry } from './readStories.ts'

const playground = inject('playground')
let browser: BrowserSession
let entries: readonly Entry[] = []

beforeAll(async () => {
  browser = await openBrowser()
  entries = await readStories(playground)
})

afterAll(() => browser[Symbol.asyncDispose]())

test('every component has a page with its props and with code to copy', async () => {
  const { page } = browser
  const pages = entries.filter(({ type, title }) => type === 'docs' && title.split('/').length === 2)
  expect(pages.length).toBeGreaterThan(12)
  for (const { id, title } of pages) {
    await page.goto(`${playground}iframe.html?viewMode=docs&id=${id}`)
    const component = title.split('/')[1] ?? ''
    await page.getByRole('heading', { name: 'Props' }).waitFor({ timeout: 20_000 })
    expect.soft(await page.getByRole('heading', { name: 'Embed it' }).count(), title).toBe(1)
    const code = page.locator('.docblock-source').first()
    await expect.poll(() => code.innerText(), { message: title, timeout: 20_000 }).toContain(`<${component}`)
    await code.hover()
    expect.soft(await code.getByRole('button', { name: 'Copy' }).count(), title).toBe(1)
    const states = page.getByRole('link').filter({ visible: true })
    expect.soft(await states.count(), title).toBeGreaterThan(1)
    const props = page.locator('.docblock-argstable').first().locator('tbody tr')
    await expect.soft(props.count(), title).resolves.toBeGreaterThan(0)
    expect.soft(await page.locator('.sb-errordisplay').isVisible(), title).toBe(false)
  }
})

test('where the system forces its colours, what is on can be told from what is off', async () => {
  const { page } = browser
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`${playground}iframe.html?viewMode=story&id=${idOfStory(entries, 'EnvironmentList', 'Data')}`)
  await page.getByRole('row').nth(2).waitFor()
  const colours = await page.evaluate(() => {
    const host = document.querySelector('#storybook-root .catalyst')
    return ['true', 'false'].map((isOn) => {
      const button = document.createElement('button')
      button.className = 'catalyst-button'
      button.setAttribute('aria-pressed', isOn)
      host?.append(button)
      return getComputedStyle(button).backgroundColor
    })
  })
  await page.emulateMedia({ forcedColors: null })
  expect(new Set(colours).size).toBe(2)
})

test('stories answer from the mocked network where the site is below a path', async () => {
  const { page, errors } = browser
  errors.length = 0
  await page.goto(`${playground}iframe.html?viewMode=story&id=${idOfStory(entries, 'EnvironmentList', 'Data')}`)
  await page.getByRole('row').nth(2).waitFor()
  expect(errors).toEqual([])
})
