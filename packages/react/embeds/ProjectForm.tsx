import { CatalystProvider, ProjectForm } from '@catalyst/react'

export function NewProject() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <ProjectForm onSaved={({ metadata }) => location.assign(`/projects/${metadata.namespace}/${metadata.name}`)} />
    </CatalystProvider>
  )
}
