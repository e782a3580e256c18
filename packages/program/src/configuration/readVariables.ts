import type { Fault } from './Fault.ts'
import { nearest } from './nearest.ts'
import type { Setting } from './settingsOf.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** What the environment sets, by key. */
export interface ReadVariables {
  values: Map<string, unknown>
  faults: Fault[]
}

export interface ReadVariablesOptions {
  settings: readonly Setting[]
  prefix: string
  /** Ours, but no setting: names the file to read. */
  file: string
}

/** Reads the variables that set something. An empty one counts as absent. */
export function readVariables(env: Variables, { settings, prefix, file }: ReadVariablesOptions): ReadVariables {
  const values = new Map<string, unknown>()
  const faults: Fault[] = []
  for (const setting of settings) {
    const text = setting.variable === undefined ? undefined : env[setting.variable]
    if (text === undefined || text === '' || isServiceLink(text)) continue
    values.set(setting.key, valueOf(setting, text))
  }
  const known = settings.flatMap(({ variable }) => variable ?? [])
  for (const [name, text = ''] of Object.entries(env)) {
    if (!name.startsWith(prefix) || known.includes(name) || name === file || isServiceLink(text)) continue
    // Others may use names that begin like ours; only what was surely meant for us is refused.
    const meant = nearest(name, known)
    if (meant !== undefined) faults.push({ key: name, message: `There is no such variable. Did you mean ${meant}?` })
  }
  return { values, faults }
}

/** What can't be read as its type is handed on as it is: the schema says what is wrong with it. */
function valueOf({ type }: Setting, text: string): unknown {
  switch (type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'array':
      return text.split(/[\s,]+/).filter((part) => part !== '')
    default:
      return text
  }
}

/** For a Service called `catalyst-metrics` Kubernetes sets CATALYST_METRICS_PORT to `tcp://10.0.0.1:80` in every pod near it. */
function isServiceLink(text: string): boolean {
  return /^(?:tcp|udp|sctp):\/\//.test(text)
}
