import { CatalystProvider, LogViewer } from '@catalyst/react'

export function PreviewLog() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <LogViewer target={{ namespace: 'payments-checkout', environment: 'pr-42' }} style={{ height: 480 }} />
    </CatalystProvider>
  )
}
