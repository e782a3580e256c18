import { CatalystProvider } from '@catalyst/react'
import { Terminal } from '@catalyst/react/terminal'

export function PreviewShell() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Terminal target={{ namespace: 'payments-checkout-pr-42', pod: 'web-0' }} style={{ height: 480 }} />
    </CatalystProvider>
  )
}
