import { CatalystProvider, CreateEnvironmentForm } from '@catalyst/react'

export function NewPreview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <CreateEnvironmentForm onCreated={({ metadata }) => location.assign(`/previews/${metadata.name}`)} />
    </CatalystProvider>
  )
}
