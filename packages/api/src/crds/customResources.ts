import { environmentSpecSchema } from '../resources/environmentSchema.ts'
import { environmentStatusSchema } from '../resources/environmentStatusSchema.ts'
import { projectSpecSchema, projectStatusSchema } from '../resources/projectSchema.ts'
import type { CustomResource, PrinterColumn } from './toCustomResourceDefinition.ts'

const age: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }

const ready: PrinterColumn = {
  name: 'Ready',
  type: 'string',
  jsonPath: '.status.conditions[?(@.type=="Ready")].status',
}

/** Every kind that Catalyst adds to a cluster. */
export const customResources: readonly CustomResource[] = [
  {
    kind: 'Environment',
    plural: 'environments',
    shortNames: ['env'],
    description: "One live copy of a project's application: of a pull request, or of a stage such as staging.",
    spec: environmentSpecSchema,
    status: environmentStatusSchema,
    columns: [
      { name: 'Type', type: 'string', jsonPath: '.spec.type' },
      { name: 'Phase', type: 'string', jsonPath: '.status.phase' },
      { name: 'URL', type: 'string', jsonPath: '.status.url' },
      age,
      { name: 'Project', type: 'string', jsonPath: '.spec.projectRef.name', priority: 1 },
      { name: 'Workloads', type: 'string', jsonPath: '.status.namespace', priority: 1 },
      { name: 'Message', type: 'string', jsonPath: '.status.message', priority: 1 },
    ],
    selectableFields: ['.spec.type', '.spec.projectRef.name', '.status.phase'],
  },
  {
    kind: 'Project',
    plural: 'projects',
    shortNames: ['proj'],
    description: 'A code repository, or several, with the templates by which its environments are deployed.',
    spec: projectSpecSchema,
    status: projectStatusSchema,
    columns: [
      { name: 'Repository', type: 'string', jsonPath: '.spec.sources[0].repositoryUrl' },
      ready,
      age,
      { name: 'Branch', type: 'string', jsonPath: '.spec.sources[0].branch', priority: 1 },
    ],
    selectableFields: [],
  },
]
