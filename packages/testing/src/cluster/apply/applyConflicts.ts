import { applyConflict } from '../objects/StatusError.ts'
import type { StatusError } from '../objects/StatusError.ts'
import type { FieldSet } from './FieldSet.ts'
import type { Manager } from './Manager.ts'

export interface Conflict {
  readonly manager: Manager
  readonly set: FieldSet
}

/** Says whose fields an apply would have changed, as kube-apiserver does. */
export function conflictError(conflicts: readonly Conflict[]): StatusError {
  const sorted = conflicts
    .map(({ manager, set }) => ({ name: nameOf(manager), paths: [...set.paths()].map(formatPath) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const causes = sorted.flatMap(({ name, paths }) =>
    paths.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${name}`, field })),
  )
  const [first] = causes
  if (causes.length === 1 && first !== undefined) {
    return applyConflict(causes, `Apply failed with 1 conflict: ${first.message}: ${first.field}`)
  }
  const lines = sorted.flatMap(({ name, paths }) => [`conflicts with ${name}:`, ...paths.map((path) => `- ${path}`)])
  return applyConflict(causes, `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`)
}

function nameOf({ manager, operation, apiVersion, subresource }: Manager): string {
  const name = subresource === undefined ? `"${manager}"` : `"${manager}" with subresource "${subresource}"`
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}

/** Such as `.spec.containers[name="app"].image`. */
function formatPath(path: readonly string[]): string {
  return path.map(formatElement).join('')
}

function formatElement(element: string): string {
  const kind = element.charAt(0)
  const text = element.slice(2)
  if (kind === 'f') return `.${text}`
  if (kind === 'v') return `[=${text}]`
  if (kind === 'i') return `[${text}]`
  const keys = Object.entries(JSON.parse(text) as Record<string, unknown>)
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`
}
