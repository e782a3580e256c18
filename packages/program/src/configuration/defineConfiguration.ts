import type { z } from 'zod'
import { ConfigurationError } from './ConfigurationError.ts'
import type { Fault } from './Fault.ts'
import { nearest } from './nearest.ts'
import { readFile } from './readFile.ts'
import { readVariables, type Variables } from './readVariables.ts'
import { settingsOf, type Setting, type VariableNames } from './settingsOf.ts'

export interface ConfigurationOptions<T extends z.ZodType> {
  /** Everything that can be configured, as it stands in the file. */
  schema: T
  variables: VariableNames & {
    /** The variable that names the file. */
    file: string
  }
}

/** What the command line says. */
export interface Given {
  /** Values by key. */
  values: ReadonlyMap<string, unknown>
  /** Path of the file. */
  file?: string | undefined
}

export interface ConfigurationDefinition<T extends z.ZodType> {
  readonly settings: readonly Setting[]
  /** Puts together what flags, the environment and the file set, in this order. @throws ConfigurationError with every fault. */
  readonly read: (given: Given, env: Variables) => z.output<T>
}

/** How a program is configured: by flags, by variables of the environment and by a YAML file, which all know the same keys. */
export function defineConfiguration<T extends z.ZodType>(options: ConfigurationOptions<T>): ConfigurationDefinition<T> {
  const { schema, variables } = options
  const settings = settingsOf(schema, variables)
  return {
    settings,
    read(flags, env) {
      const path = flags.file ?? (env[variables.file] || undefined)
      const given = path === undefined ? {} : structuredClone(readFile(path))
      const { values, faults } = readVariables(env, { settings, ...variables })
      const origins = new Map<string, string>()
      for (const [key, value] of values) {
        origins.set(key, settings.find((setting) => setting.key === key)?.variable ?? key)
        assign(given, key, value)
      }
      for (const [key, value] of flags.values) {
        origins.set(key, `--${key}`)
        assign(given, key, value)
      }
      const result = schema.safeParse(given)
      if (!result.success) faults.push(...result.error.issues.flatMap((issue) => faultsOf(issue, origins, settings)))
      if (!result.success || faults.length > 0) throw new ConfigurationError(faults)
      return result.data
    },
  }
}

/** Sets a value by its key with dots. What stands in the way is no mapping and left to the schema. */
function assign(target: Record<string, unknown>, key: string, value: unknown): void {
  const [name = '', ...rest] = key.split('.')
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const inner = target[name] ?? {}
  if (typeof inner !== 'object') return
  target[name] = inner
  assign(inner as Record<string, unknown>, rest.join('.'), value)
}

function faultsOf(
  issue: z.core.$ZodIssue,
  origins: ReadonlyMap<string, string>,
  settings: readonly Setting[],
): Fault[] {
  // An item of a list is a fault of its list.
  const names = issue.path.filter((part) => typeof part === 'string')
  const key = names.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => unknownKey([...names, name].join('.'), settings))
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ key, message: 'It has to be a mapping of keys to values.' }]
  const origin = origins.get(key)
  return [{ key: origin === undefined ? key : `${origin} (${key})`, message: issue.message }]
}

function unknownKey(key: string, settings: readonly Setting[]): Fault {
  const known = settings.map((setting) => setting.key)
  // Whoever writes a secret itself into the file means the key of the file that holds it.
  const meant = known.find((one) => one === `${key}File`) ?? nearest(key, known)
  return { key, message: `There is no such key.${meant === undefined ? ' Take it out.' : ` Did you mean ${meant}?`}` }
}
