import { QueryClient } from '@tanstack/react-query'
import { useState, type ComponentType, type JSX, type ReactNode } from 'react'
import { CatalystProvider } from '../provider/CatalystProvider.tsx'

/** A decorator for stories of connected components: a provider with a cache of its own, which never repeats a failed request. */
export function withCatalyst(Story: ComponentType): JSX.Element {
  return (
    <Provider>
      <Story />
    </Provider>
  )
}

function Provider({ children }: { children: ReactNode }): JSX.Element {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  return <CatalystProvider queryClient={queryClient}>{children}</CatalystProvider>
}
