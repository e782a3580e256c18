import type { ConfigurationField, ConfigurationScope, DraftFault } from './configurationDraft.ts'

/** Words of `ConfigurationForm`. */
export interface ConfigurationFormMessages {
  label: string
  loading: string
  /** Shown where detection knew nothing of what it saw. */
  noType: { title: string; text: string }
  detectedType: (type: string) => string
  /** Said in place of the form where nothing is detected and no command can be set, with the type of the template. */
  asGiven: (template: string) => string
  columns: Record<'from' | ConfigurationField, string>
  origin: Record<ConfigurationScope | 'detected', string>
  /** Marks the value that holds. */
  holds: string
  nothing: string
  scope: string
  scopes: Record<ConfigurationScope, (name: string) => string>
  field: Record<ConfigurationField, string>
  hint: Record<ConfigurationField, string>
  /** What holds where a field is left empty. */
  empty: Record<ConfigurationScope, string>
  fault: Record<DraftFault, string>
  /** Said where the environment's own values win over those that are about to be set for the project. */
  shadowed: string
  notAllowed: Record<ConfigurationScope, string>
  save: string
  saving: string
  saved: string
  reset: string
  resetTitle: string
  resetText: (project: string) => string
  keep: string
}

export const configurationFormMessages: ConfigurationFormMessages = {
  label: 'How it is started',
  loading: 'Loading the configuration',
  noType: {
    title: 'No project type detected',
    text: 'Nothing in the sources says how to start them. Say which command starts the application; until then a plain container runs, with a shell.',
  },
  detectedType: (type) => `Detected: ${type}`,
  asGiven: (template) =>
    `A template of type ${template} runs what was built elsewhere, as it is: there is no command to detect or to set here. What runs is up to the template of the project.`,
  columns: { from: 'From', devCommand: 'Command', workdir: 'Folder' },
  origin: { detected: 'Detection', project: 'Project', environment: 'This environment' },
  holds: 'holds',
  nothing: '–',
  scope: 'Set it for',
  scopes: {
    project: (name) => `all environments of ${name}`,
    environment: (name) => `${name} alone`,
  },
  field: { devCommand: 'Command', workdir: 'Folder' },
  hint: {
    devCommand: 'Starts the application.',
    workdir: 'Where it starts, from the root of the repository.',
  },
  empty: {
    project: 'Empty: what was detected.',
    environment: 'Empty: what is set for the project, else what was detected.',
  },
  fault: {
    tooLong: 'This is too long.',
    absolute: 'Give the folder from the root of the repository: without a slash at its beginning.',
    outside: 'The folder must not lead out of the repository: no “..”.',
  },
  shadowed: 'This environment has settings of its own, which win over those of the project.',
  notAllowed: {
    project: 'You may not change the project. You can look at its settings, or ask an owner.',
    environment: 'You may not change this environment. You can look at its settings, or ask an owner.',
  },
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved. It is deployed with the new settings by itself.',
  reset: 'Reset to what was detected',
  resetTitle: 'Reset for all environments?',
  resetText: (project) => `The settings of ${project} go, and each of its environments is started as it was detected.`,
  keep: 'Keep them',
}
