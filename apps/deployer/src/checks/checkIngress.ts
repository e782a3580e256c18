import type { ManifestObject } from '../objects/ManifestObject.ts'
import { entriesOf, fieldsOf } from '../objects/values.ts'
import type { Boundaries } from './Boundaries.ts'
import type { Fault } from './Fault.ts'
import { harmless, harmlessPrefixes, ingressAnnotations } from './ingressAnnotations.ts'

/** An Ingress takes the environment's own host and no other's, and does not configure its controller. */
export function* checkIngress(object: ManifestObject, { host }: Boundaries): Generator<Fault> {
  if (object.kind !== 'Ingress') return
  const { rules, tls, defaultBackend } = fieldsOf(object['spec'])
  const named = [
    ...entriesOf(rules).map((rule) => fieldsOf(rule)['host']),
    ...entriesOf(tls).flatMap((entry) => {
      const { hosts } = fieldsOf(entry)
      return Array.isArray(hosts) && hosts.length > 0 ? (hosts as unknown[]) : [undefined]
    }),
  ]
  for (const other of new Set(named.filter((name) => name !== host))) {
    const what =
      other === undefined || other === null || other === '' ? 'every host' : `the host ${JSON.stringify(other)}`
    yield {
      reason: 'HostForbidden',
      message: `it takes ${what}. Only ${host} belongs to this environment; a rule that names no host gets it.`,
    }
  }
  if (defaultBackend !== undefined && defaultBackend !== null) {
    yield { reason: 'HostForbidden', message: 'defaultBackend takes every host. Use rules.' }
  }
  for (const rule of entriesOf(rules)) yield* checkPaths(fieldsOf(rule))
  for (const [key, value] of Object.entries(fieldsOf(object.metadata['annotations'])))
    yield* checkAnnotation(key, value)
}

/** Controllers write paths into configuration of their own: https://nvd.nist.gov/vuln/detail/CVE-2021-25745 */
const path = /^\/[A-Za-z0-9/._~%()|*$^?+[\]\\:@!,=&-]{0,1023}$/

function* checkPaths({ http }: Record<string, unknown>): Generator<Fault> {
  for (const entry of entriesOf(fieldsOf(http)['paths'])) {
    const { path: text, backend } = fieldsOf(entry)
    if (text !== undefined && text !== null && (typeof text !== 'string' || !path.test(text))) {
      const message = `the path ${JSON.stringify(text)} is not allowed: it begins with "/" and has no white space, quotes, ";" or braces.`
      yield { reason: 'ManifestInvalid', message }
    }
    if (fieldsOf(backend)['resource'] !== undefined) {
      yield { reason: 'ManifestInvalid', message: 'a backend is a resource. Lead to a Service.' }
    }
  }
}

function* checkAnnotation(key: string, value: unknown): Generator<Fault> {
  // Those of the platform are another check's.
  if (key.startsWith('catalyst.dev/')) return
  if (harmless.includes(key) || harmlessPrefixes.some((prefix) => key.startsWith(prefix))) return
  const pattern = ingressAnnotations[key]
  if (pattern === undefined) {
    yield { reason: 'ManifestInvalid', message: `the annotation ${key} is not allowed on an Ingress. Take it out.` }
  } else if (typeof value !== 'string' || !pattern.test(value)) {
    yield { reason: 'ManifestInvalid', message: `the annotation ${key} has a value that is not allowed.` }
  }
}
