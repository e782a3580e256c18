import type { CatalystClient } from '@catalyst/sdk'
import { QueryClient } from '@tanstack/react-query'
import { expectTypeOf } from 'vitest'
import { CatalystProvider, MessagesProvider, useCatalystClient } from '../index.ts'

declare const client: CatalystClient

expectTypeOf(useCatalystClient).returns.toEqualTypeOf<CatalystClient>()

// Nothing is needed, and what is optional takes undefined.
export const providers = [
  <CatalystProvider />,
  <CatalystProvider baseUrl="https://catalyst.example.com" queryClient={new QueryClient()} client={undefined} />,
  <CatalystProvider client={client}>text</CatalystProvider>,
  // @ts-expect-error an address is a text
  <CatalystProvider baseUrl={new URL('https://catalyst.example.com')} />,
  // @ts-expect-error a client is made by createCatalystClient
  <CatalystProvider client={{ baseUrl: '' }} />,
  <MessagesProvider messages={{ problemView: { retry: 'Noch einmal' } }} />,
  // @ts-expect-error there is no such component
  <MessagesProvider messages={{ problems: {} }} />,
  // @ts-expect-error there is no such text
  <MessagesProvider messages={{ problemView: { again: 'Noch einmal' } }} />,
]
