import { CatalystProvider, MetricsBadge } from '@catalyst/react'

export function PreviewUsage() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <MetricsBadge namespace="payments-checkout" environment="pr-42" />
    </CatalystProvider>
  )
}
