import { nameOf, type Manifest } from '../objects/ManifestObject.ts'
import type { Boundaries } from './Boundaries.ts'
import { checkIngress } from './checkIngress.ts'
import { checkKind } from './checkKind.ts'
import { checkMetadata } from './checkMetadata.ts'
import { checkPodSpec } from './checkPodSpec.ts'
import { checkService } from './checkService.ts'
import { checkStorage } from './checkStorage.ts'
import type { Fault } from './Fault.ts'

/** Everything that is wrong with a set of objects, so that one attempt tells all of it. */
export function checkObjects(manifests: readonly Manifest[], boundaries: Boundaries): Fault[] {
  return [...checkEach(manifests, boundaries), ...checkNames(manifests)]
}

function* checkEach(manifests: readonly Manifest[], boundaries: Boundaries): Generator<Fault> {
  for (const { object, where } of manifests) {
    const [forbidden] = checkKind(object)
    const faults =
      forbidden !== undefined
        ? [forbidden]
        : [
            ...checkMetadata(object, boundaries),
            ...checkPodSpec(object),
            ...checkService(object),
            ...checkIngress(object, boundaries),
            ...checkStorage(object),
          ]
    for (const { reason, message } of faults) yield { reason, message: `${where}, ${nameOf(object)}: ${message}` }
  }
}

/** The second of two would only overwrite the first. */
function* checkNames(manifests: readonly Manifest[]): Generator<Fault> {
  const seen = new Map<string, string>()
  for (const { object, where } of manifests) {
    const name = nameOf(object)
    const first = seen.get(name)
    if (first === undefined) seen.set(name, where)
    else yield { reason: 'ManifestInvalid', message: `${where}, ${name}: it is in ${first} already. Keep one of them.` }
  }
}
