import type { Page } from 'playwright'
import { expect } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import type { WorldProject } from './operatorWorld.ts'

/** The page of an environment has the words of its status, whatever they are by now. @returns them */
export async function expectShown(page: Page, project: WorldProject, name: string): Promise<string> {
  if (page.url() !== project.pageOf(name)) await page.goto(project.pageOf(name))
  return eventually(async () => {
    const shown = page.locator('.catalyst-environment-status')
    const phase = await shown.getAttribute('data-phase', { timeout: 20_000 })
    const message = await shown.locator('.catalyst-environment-message').innerText()
    const told = await project.until(name, ({ status }) => status)
    expect({ phase, message }).toEqual({ phase: told?.phase, message: told?.message })
    return message
  })
}
