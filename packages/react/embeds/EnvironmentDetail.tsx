import { CatalystProvider, EnvironmentDetail, LogViewer } from '@catalyst/react'
import { Terminal } from '@catalyst/react/terminal'

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <EnvironmentDetail
        namespace="payments-checkout"
        name="pr-42"
        renderLog={({ target }) => <LogViewer target={target} style={{ height: 480 }} />}
        renderTerminal={({ target }) => <Terminal target={target} style={{ height: 480 }} />}
      />
    </CatalystProvider>
  )
}
