import { createCatalystClient } from '@catalyst/sdk'
import { environment } from '@catalyst/testing'
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CatalystProvider } from '../provider/CatalystProvider.tsx'
import { environmentListOptions } from '../queries/environmentListOptions.ts'
import { useConnection } from './useConnection.ts'
import { useEnvironments } from './useEnvironments.ts'
import { useLogs } from './useLogs.ts'

const answer = { items: [environment({ name: 'pr-1' })], metadata: { resourceVersion: '1' } }

function Names() {
  const { data, stale } = useEnvironments({ phase: 'running' })
  const { state } = useConnection()
  const log = useLogs({ namespace: 'acme', pod: 'web-0' })
  return (
    <p>
      {data?.items.map(({ metadata }) => metadata.name).join()} {state} {String(stale)} {log.status.state}
    </p>
  )
}

test('a server renders what it prefetched under the keys of the hooks, and opens nothing', async () => {
  expect('window' in globalThis).toBe(false)
  const asked: string[] = []
  const client = createCatalystClient({
    baseUrl: 'http://proxy',
    fetch: async (input) => {
      asked.push(input as string)
      return Response.json(answer)
    },
  })
  const onServer = new QueryClient()
  await onServer.prefetchQuery(environmentListOptions(client))

  const html = renderToString(
    <CatalystProvider client={client} queryClient={new QueryClient()}>
      <HydrationBoundary state={dehydrate(onServer)}>
        <Names />
      </HydrationBoundary>
    </CatalystProvider>,
  )
  expect(html.replaceAll('<!-- -->', '')).toBe('<p>pr-1 idle false connecting</p>')
  expect(asked).toEqual(['http://proxy/api/v1/clusters/-/environments'])
})

test('a hook outside of the provider says what to do', () => {
  expect(() => renderToString(<Names />)).toThrow('<CatalystProvider>')
})
