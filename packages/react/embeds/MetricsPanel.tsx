import { CatalystProvider, MetricsPanel } from '@catalyst/react'

export function PreviewUsage() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <MetricsPanel namespace="payments-checkout" environment="pr-42" />
    </CatalystProvider>
  )
}
