import type { z } from 'zod'
import { ConfigurationError } from './ConfigurationError.ts'
import { configurationSchema, type Configuration } from './configurationSchema.ts'
import type { Fault } from './Fault.ts'
import { nearest } from './nearest.ts'
import { readFile } from './readFile.ts'
import type { Flags } from './readFlags.ts'
import { readVariables, type Variables } from './readVariables.ts'
import { settings } from './settings.ts'

/** Puts together what flags, the environment and the file set, in this order. @throws ConfigurationError with every fault. */
export function readConfiguration(flags: Pick<Flags, 'values' | 'config'>, env: Variables): Configuration {
  const path = flags.config ?? (env['CATALYST_CONFIG'] || undefined)
  const given = path === undefined ? {} : structuredClone(readFile(path))
  const { values, faults } = readVariables(env)
  const origins = new Map<string, string>()
  for (const [key, value] of values) {
    origins.set(key, settings.find((setting) => setting.key === key)?.variable ?? key)
    assign(given, key, value)
  }
  for (const [key, value] of flags.values) {
    origins.set(key, `--${key}`)
    assign(given, key, value)
  }
  const result = configurationSchema.safeParse(given)
  if (!result.success) faults.push(...result.error.issues.flatMap((issue) => faultsOf(issue, origins)))
  if (!result.success || faults.length > 0) throw new ConfigurationError(faults)
  return result.data
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

function faultsOf(issue: z.core.$ZodIssue, origins: ReadonlyMap<string, string>): Fault[] {
  // An item of a list is a fault of its list.
  const names = issue.path.filter((part) => typeof part === 'string')
  const key = names.join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => unknownKey([...names, name].join('.')))
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ key, message: 'It has to be a mapping of keys to values.' }]
  const origin = origins.get(key)
  return [{ key: origin === undefined ? key : `${origin} (${key})`, message: issue.message }]
}

function unknownKey(key: string): Fault {
  const known = settings.map((setting) => setting.key)
  // Whoever writes a secret itself into the file means the key of the file that holds it.
  const meant = known.find((one) => one === `${key}File`) ?? nearest(key, known)
  return { key, message: `There is no such key.${meant === undefined ? ' Take it out.' : ` Did you mean ${meant}?`}` }
}
