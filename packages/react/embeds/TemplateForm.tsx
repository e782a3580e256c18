import type { Project } from '@catalyst/api'
import { CatalystProvider, TemplateForm } from '@catalyst/react'

export function NewTemplate({ project }: { project: Project }) {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <TemplateForm project={project} onSaved={() => history.back()} />
    </CatalystProvider>
  )
}
