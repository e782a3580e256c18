/** Words of `ProjectForm`; those about templates are in `templateForm`. */
export interface ProjectFormMessages {
  label: Record<'create' | 'edit', string>
  team: string
  teamHint: string
  name: string
  nameHint: string
  exists: (name: string) => string
  sources: string
  source: (name: string) => string
  sourceName: string
  repositoryUrl: string
  repositoryUrlHint: string
  branch: string
  branchHint: string
  secret: string
  secretHint: string
  addSource: string
  removeSource: (name: string) => string
  templates: string
  templatesHint: string
  addTemplate: string
  quota: string
  quotaHint: string
  quotaField: Record<'cpu' | 'memory' | 'storage', string>
  pullRequest: string
  preview: string
  submit: Record<'create' | 'edit', string>
  saving: string
  cancel: string
}

export const projectFormMessages: ProjectFormMessages = {
  label: { create: 'New project', edit: 'Project' },
  team: 'Team',
  teamHint: 'It owns the project, and is part of its addresses.',
  name: 'Name',
  nameHint: 'Lower-case letters, digits and hyphens.',
  exists: (name) => `${name} exists already in this team. Choose another name.`,
  sources: 'Sources',
  source: (name) => (name === '' ? 'New source' : name),
  sourceName: 'Name of the source',
  repositoryUrl: 'Repository',
  repositoryUrlHint: 'https or ssh URL, without a password.',
  branch: 'Branch',
  branchHint: 'Empty: the repository’s default one.',
  secret: 'Secret with credentials',
  secretHint: 'Its name in the team’s namespace. Empty: it is public.',
  addSource: 'Add a source',
  removeSource: (name) => (name === '' ? 'Remove this source' : `Remove ${name}`),
  templates: 'Templates',
  templatesHint: 'How environments are deployed, for each type of environment.',
  addTemplate: 'Add a template',
  quota: 'Quota of each environment',
  quotaHint: 'Such as 2 or 500m for CPU, 4Gi for memory. Empty: the cluster’s default.',
  quotaField: { cpu: 'CPU', memory: 'Memory', storage: 'Storage' },
  pullRequest: 'Make an environment for each pull request',
  preview: 'What will be saved',
  submit: { create: 'Create project', edit: 'Save' },
  saving: 'Saving…',
  cancel: 'Cancel',
}
