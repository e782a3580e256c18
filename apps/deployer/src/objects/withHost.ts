import type { ManifestObject } from './ManifestObject.ts'
import { changedAt, entriesOf, isRecord } from './values.ts'

/**
 * An Ingress with the environment's host wherever it names none: every environment has another, so a manifest that serves
 * all of them can't name it.
 */
export function withHost(object: ManifestObject, host: string): ManifestObject {
  if (object.kind !== 'Ingress') return object
  return changedAt(object, ['spec'], (spec) => ({
    ...spec,
    ...(Array.isArray(spec['rules']) && {
      rules: entriesOf(spec['rules']).map((rule) =>
        isRecord(rule) && isAbsent(rule['host']) ? { ...rule, host } : rule,
      ),
    }),
    ...(Array.isArray(spec['tls']) && {
      tls: entriesOf(spec['tls']).map((entry) =>
        isRecord(entry) && entriesOf(entry['hosts']).length === 0 && !isOther(entry['hosts'])
          ? { ...entry, hosts: [host] }
          : entry,
      ),
    }),
  }))
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isOther(value: unknown): boolean {
  return !isAbsent(value) && !Array.isArray(value)
}
