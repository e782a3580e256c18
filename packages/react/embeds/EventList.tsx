import { CatalystProvider, EventList } from '@catalyst/react'

export function PreviewEvents() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <EventList namespace="payments-checkout" environment="pr-42" />
    </CatalystProvider>
  )
}
