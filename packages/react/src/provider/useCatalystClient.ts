import type { CatalystClient } from '@catalyst/sdk'
import { useContext } from 'react'
import { CatalystClientContext } from './CatalystClientContext.ts'

/** The client of the CatalystProvider above. @throws Error where there is none. */
export function useCatalystClient(): CatalystClient {
  const client = useContext(CatalystClientContext)
  if (client === undefined) {
    throw new Error(
      'Catalyst: a hook or component that talks to the proxy is outside of <CatalystProvider>. Put the provider around it.',
    )
  }
  return client
}
