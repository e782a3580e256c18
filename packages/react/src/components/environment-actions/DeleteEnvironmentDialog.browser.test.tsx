import type { Environment } from '@catalyst/api'
import { environment } from '@catalyst/testing'
import { QueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { createScriptedProxy } from '../../hooks/testing/createScriptedProxy.ts'
import { CatalystProvider } from '../../provider/CatalystProvider.tsx'
import { DeleteEnvironmentDialog } from './DeleteEnvironmentDialog.tsx'

const one = environment()
const { namespace, name } = one.metadata

/** A page whose deletion is answered when the test says so. */
async function start() {
  const calls: string[] = []
  const answer = Promise.withResolvers<Environment>()
  const proxy = createScriptedProxy()
  proxy.on(`DELETE /clusters/-/namespaces/${namespace}/environments/${name}`, () => answer.promise)
  const queryClient = new QueryClient()
  const show = (isThere: boolean) => (
    <CatalystProvider client={proxy.client} queryClient={queryClient}>
      {isThere && <Asking calls={calls} />}
    </CatalystProvider>
  )
  const { rerender } = await render(show(true))
  const confirm = () => page.getByRole('button', { name: 'Delete', exact: true }).click()
  const toDelete = () => calls.filter((call) => call.startsWith('deleted'))
  return { calls, toDelete, proxy, answer, confirm, takeAway: () => rerender(show(false)) }
}

function Asking({ calls }: { calls: string[] }): ReactNode {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Ask
      </button>
      <DeleteEnvironmentDialog
        open={isOpen}
        environment={one}
        onClose={() => {
          calls.push('close')
          setIsOpen(false)
        }}
        onDeleted={({ metadata }) => calls.push(`deleted ${metadata.name}`)}
      />
    </>
  )
}

test('that a deletion has begun is told, also when what showed the environment has gone before the answer', async () => {
  const { calls, proxy, answer, confirm, takeAway } = await start()
  await confirm()
  await expect.poll(() => proxy.requests.length).toBe(1)
  await takeAway()
  answer.resolve(one)
  await expect.poll(() => calls).toEqual(['close', `deleted ${name}`])
})

test('a dialog that was closed while the deletion was under way, and opened again, is not closed by the answer', async () => {
  const { calls, toDelete, answer, confirm } = await start()
  await confirm()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Ask' }).click()
  answer.resolve(one)
  await expect.poll(toDelete).toEqual([`deleted ${name}`])
  expect(calls.filter((call) => call === 'close')).toHaveLength(1)
  await expect.element(page.getByRole('dialog')).toBeVisible()
})
