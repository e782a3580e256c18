import { QueryClient } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { renderHook } from 'vitest-browser-react'
import { CatalystProvider } from '../../provider/CatalystProvider.tsx'
import { createScriptedProxy } from './createScriptedProxy.ts'

/** Renders a hook in strict mode, with a client of a scripted proxy of its own. */
export async function renderInProvider<TResult>(
  hook: () => TResult,
  { queryClient = new QueryClient(), proxy = createScriptedProxy() } = {},
) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <CatalystProvider client={proxy.client} queryClient={queryClient}>
        {children}
      </CatalystProvider>
    </StrictMode>
  )
  const rendered = await renderHook(hook, { wrapper })
  return { ...rendered, proxy, queryClient }
}
