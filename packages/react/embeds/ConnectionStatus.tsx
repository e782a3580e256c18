import { CatalystProvider, ConnectionStatus, EnvironmentList } from '@catalyst/react'

export function Previews() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <ConnectionStatus />
      <EnvironmentList />
    </CatalystProvider>
  )
}
