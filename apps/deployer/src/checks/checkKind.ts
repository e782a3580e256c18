import { allowedKinds } from '@catalyst/operator/deployment'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import type { Fault } from './Fault.ts'

/** Refuses every kind that is not on the list. */
export function* checkKind({ apiVersion, kind }: ManifestObject): Generator<Fault> {
  const known = allowedKinds.filter((allowed) => allowed.kind === kind)
  if (known.some((allowed) => allowed.apiVersion === apiVersion)) return
  const other = known[0]?.apiVersion
  if (apiVersion.startsWith('kustomize.config.k8s.io/')) {
    yield { reason: 'KindForbidden', message: 'Kustomize is not run. Commit what "kubectl kustomize" writes.' }
  } else if (other !== undefined) {
    yield { reason: 'KindForbidden', message: `${kind} is taken as ${other} alone, not as ${apiVersion}.` }
  } else {
    const kinds = allowedKinds.map((allowed) => allowed.kind).join(', ')
    yield {
      reason: 'KindForbidden',
      message: `the kind ${kind} of ${apiVersion} is not allowed in environments. Take it out; allowed are ${kinds}.`,
    }
  }
}
