import type { Configuration, ConfigurationChange } from '@catalyst/sdk'

export type ConfigurationScope = NonNullable<ConfigurationChange['scope']>

/** What is typed into the form; an empty text overrides nothing. */
export interface ConfigurationDraft {
  devCommand: string
  workdir: string
}

export const configurationFields = ['devCommand', 'workdir'] as const
export type ConfigurationField = (typeof configurationFields)[number]

/** What overrides detection in a scope now. */
export function draftOf(configuration: Configuration | undefined, scope: ConfigurationScope): ConfigurationDraft {
  const { devCommand = '', workdir = '' } = configuration?.[scope] ?? {}
  return { devCommand, workdir }
}

/** What has to be sent so that the overrides become what is typed; `undefined` where they are. */
export function changeOf(
  draft: ConfigurationDraft,
  configuration: Configuration | undefined,
  scope: ConfigurationScope,
): ConfigurationChange | undefined {
  const now = draftOf(configuration, scope)
  const changed = configurationFields.filter((field) => draft[field].trim() !== now[field])
  if (changed.length === 0) return undefined
  // null takes an override away (RFC 7396).
  return { scope, ...Object.fromEntries(changed.map((field) => [field, draft[field].trim() || null])) }
}

/** What of the typed is not what overrides detection in a scope now. */
export function changesOf(
  typed: Partial<ConfigurationDraft>,
  configuration: Configuration | undefined,
  scope: ConfigurationScope,
): Partial<ConfigurationDraft> {
  const now = draftOf(configuration, scope)
  const changed = configurationFields.filter((field) => (typed[field] ?? now[field]).trim() !== now[field])
  return Object.fromEntries(changed.map((field) => [field, typed[field]]))
}

/** Where each field's value comes from: the environment's own word wins over its project's, that over detection. */
export function originOf(
  configuration: Configuration,
  field: ConfigurationField,
): ConfigurationScope | 'detected' | undefined {
  if (configuration.environment[field] !== undefined) return 'environment'
  if (configuration.project[field] !== undefined) return 'project'
  return detectedOf(configuration, field) === undefined ? undefined : 'detected'
}

/** What was detected for a field. */
export function detectedOf({ detected }: Configuration, field: ConfigurationField): string | undefined {
  return field === 'devCommand' ? detected.command : detected.workdir
}

/** What holds where a field of a scope is left empty. */
export function fallbackOf(
  configuration: Configuration,
  field: ConfigurationField,
  scope: ConfigurationScope,
): string | undefined {
  const shared = scope === 'environment' ? configuration.project[field] : undefined
  return shared ?? detectedOf(configuration, field)
}

export type DraftFault = 'tooLong' | 'absolute' | 'outside'

/** What the contract will not take, told before it is sent. */
export function faultsOf({ devCommand, workdir }: ConfigurationDraft): Partial<Record<ConfigurationField, DraftFault>> {
  const folder = workdir.trim()
  const folderFault =
    folder.length > 1024
      ? 'tooLong'
      : folder.startsWith('/')
        ? 'absolute'
        : folder.split('/').includes('..')
          ? 'outside'
          : undefined
  return {
    ...(devCommand.trim().length > 4096 ? { devCommand: 'tooLong' } : {}),
    ...(folderFault === undefined ? {} : { workdir: folderFault }),
  }
}
