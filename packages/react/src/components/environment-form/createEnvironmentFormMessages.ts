/** Words of `CreateEnvironmentForm`. */
export interface CreateEnvironmentFormMessages {
  label: string
  loading: string
  /** Shown where there is no project yet. */
  noProject: { title: string; text: string }
  project: string
  chooseProject: string
  template: string
  templateOption: (key: string, type: string) => string
  noTemplate: (project: string) => string
  name: string
  nameHint: string
  exists: (name: string) => string
  revision: (source: string) => string
  revisionHint: string
  revisionOptionalHint: string
  image: string
  imageHint: string
  variables: string
  variablesHint: string
  variableName: string
  variableValue: string
  addVariable: string
  removeVariable: (name: string) => string
  preview: string
  create: string
  creating: string
  cancel: string
}

export const createEnvironmentFormMessages: CreateEnvironmentFormMessages = {
  label: 'New environment',
  loading: 'Loading the projects',
  noProject: {
    title: 'There is no project yet',
    text: 'An environment is a copy of a project’s application. Create the project first, with the repository it is made of.',
  },
  project: 'Project',
  chooseProject: 'Choose a project',
  template: 'Template',
  templateOption: (key, type) => `${key} (${type})`,
  noTemplate: (project) =>
    `${project} has no template. Add one to the project: it says how its environments are deployed.`,
  name: 'Name',
  nameHint: 'Lower-case letters, digits and hyphens, such as pr-42. It becomes part of the address.',
  exists: (name) => `${name} exists already. Choose another name.`,
  revision: (source) => `Branch or commit of ${source}`,
  revisionHint: 'A branch, whose newest commit is built, or a full commit.',
  revisionOptionalHint: 'A branch or a full commit. Empty: left out.',
  image: 'Image or tag',
  imageHint: 'What to run in the place of the template’s image. Empty: the template’s.',
  variables: 'Environment variables',
  variablesHint: 'Everybody who may see the environment sees them. Secrets do not belong here.',
  variableName: 'Name',
  variableValue: 'Value',
  addVariable: 'Add a variable',
  removeVariable: (name) => (name === '' ? 'Remove this variable' : `Remove ${name}`),
  preview: 'What will be created',
  create: 'Create environment',
  creating: 'Creating…',
  cancel: 'Cancel',
}
