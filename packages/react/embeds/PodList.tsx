import { CatalystProvider, PodList } from '@catalyst/react'

export function PreviewPods() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <PodList namespace="payments-checkout" environment="pr-42" />
    </CatalystProvider>
  )
}
