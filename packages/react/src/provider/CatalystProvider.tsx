import { createCatalystClient, type CatalystClient } from '@catalyst/sdk'
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query'
import { useContext, useMemo, type ReactNode } from 'react'
import { CatalystClientContext } from './CatalystClientContext.ts'

export interface CatalystProviderProps {
  /** The client to use. Default: one for `baseUrl`. */
  client?: CatalystClient | undefined
  /** Where the proxy is, e.g. `https://catalyst.example.com`. @default '' (the page's own origin) */
  baseUrl?: string | undefined
  /** Where answers are kept. Default: that of a QueryClientProvider above, else one of its own. */
  queryClient?: QueryClient | undefined
  children?: ReactNode
}

/** Gives hooks and components below it a client and a query cache. Renders no element and opens no connection by itself. */
export function CatalystProvider({ client, baseUrl = '', queryClient, children }: CatalystProviderProps): ReactNode {
  const above = useContext(QueryClientContext)
  const ownClient = useMemo(() => client ?? createCatalystClient({ baseUrl }), [client, baseUrl])
  const ownQueryClient = useMemo(() => queryClient ?? above ?? new QueryClient(), [queryClient, above])
  return (
    <QueryClientProvider client={ownQueryClient}>
      <CatalystClientContext.Provider value={ownClient}>{children}</CatalystClientContext.Provider>
    </QueryClientProvider>
  )
}
