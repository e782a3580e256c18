import type { CatalystClient } from '@catalyst/sdk'
import { useContext } from 'react'
import { CatalystClientContext } from './CatalystClientContext.ts'

/** The client of the CatalystProvider above. @throws Error where there is none. */
export function useCatalystClient(): CatalystClient {
  const client = useContext(CatalystClientContext)
  if (client === undefined) {
    throw new Error('There is no <CatalystProvider> above: put one around what asks the proxy.')
  }
  return client
}
