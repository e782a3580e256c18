import { environment } from '@catalyst/testing'
import { QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { CatalystProvider } from '../provider/CatalystProvider.tsx'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentListOptions } from '../queries/environmentListOptions.ts'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { useEnvironment } from './useEnvironment.ts'

const list = 'GET /clusters/-/environments'

function Names() {
  const { data } = useSuspenseQuery(environmentListOptions(useCatalystClient(), { phase: 'running' }))
  return <p>Names: {data.items.map(({ metadata }) => metadata.name).join()}</p>
}

test('option factories suspend in an application that wants it, and share the cache with the hooks', async () => {
  const proxy = createScriptedProxy()
  const answer = Promise.withResolvers<object>()
  proxy.on(list, () => answer.promise)
  const screen = await render(
    <StrictMode>
      <CatalystProvider client={proxy.client} queryClient={new QueryClient()}>
        <Suspense fallback={<p>Waiting</p>}>
          <Names />
        </Suspense>
      </CatalystProvider>
    </StrictMode>,
  )
  await expect.element(screen.getByText('Waiting')).toBeVisible()
  answer.resolve({ items: [environment({ name: 'pr-1' })], metadata: { resourceVersion: '1' } })
  await expect.element(screen.getByText('Names: pr-1')).toBeVisible()
  expect(proxy.requests).toEqual([list])
})

function One() {
  const { data, error } = useEnvironment({ namespace: 'acme-shop', name: 'pr-1' }, { live: false, refetchInterval: 20 })
  return <p>{error === null ? (data?.metadata.resourceVersion ?? 'nothing') : `Failed: ${error.message}`}</p>
}

test('a hook polls without a stream, and says its errors itself whatever the application throws', async () => {
  const proxy = createScriptedProxy()
  const get = 'GET /clusters/-/namespaces/acme-shop/environments/pr-1'
  let polls = 0
  proxy.on(get, () =>
    environment({ team: 'acme', project: 'shop', name: 'pr-1', resourceVersion: String(Math.min(++polls, 3)) }),
  )
  const queryClient = new QueryClient({ defaultOptions: { queries: { throwOnError: true } } })
  const screen = await render(
    <CatalystProvider client={proxy.client} queryClient={queryClient}>
      <Suspense>
        <One />
      </Suspense>
    </CatalystProvider>,
  )
  await expect.element(screen.getByText('3', { exact: true })).toBeVisible()
  proxy.on(get, () => problemAnswer({ status: 403, code: 'FORBIDDEN', detail: 'Not yours.' }))
  await expect.element(screen.getByText('Failed: Not yours.')).toBeVisible()
  expect(proxy.streams).toEqual([])
})
