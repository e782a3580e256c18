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
    await page.getByRole('heading', { name: 'Embed it' }).waitFor()
    const code = page.locator('.docblock-source').first()
    expect.soft(await code.innerText(), title).toContain(`<${component}`)
    await code.hover()
    expect.soft(await code.getByRole('button', { name: 'Copy' }).count(), title).toBe(1)
    const props = page.locator('.docblock-argstable').first().locator('tbody tr')
    await expect.soft(props.count(), title).resolves.toBeGreaterThan(0)
    expect.soft(await page.locator('#error-message, .sb-errordisplay:visible').count(), title).toBe(0)
  }
})

test('stories answer from the mocked network where the site is below a path', async () => {
  const { page, errors } = browser
  await page.goto(`${playground}iframe.html?viewMode=story&id=${idOfStory(entries, 'EnvironmentList', 'Data')}`)
  await page.getByRole('row').nth(2).waitFor()
  expect(errors).toEqual([])
})
