import { CatalystProvider, EnvironmentList } from '@catalyst/react'

export function Previews() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <EnvironmentList team="payments" getHref={({ metadata }) => `/previews/${metadata.namespace}/${metadata.name}`} />
    </CatalystProvider>
  )
}
