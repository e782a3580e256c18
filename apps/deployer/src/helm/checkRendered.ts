import { allowedKinds, type DeploymentOrder } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'
import type { Rendered } from './readRendered.ts'

/** Refuses what environments may not have, all of it at once. @throws DeployError */
export function checkRendered(rendered: readonly Rendered[], order: DeploymentOrder): void {
  const kinds = new Set(allowedKinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))
  const forbidden = rendered.filter(({ object }) => !kinds.has(`${object.apiVersion} ${object.kind}`))
  if (forbidden.length > 0) {
    throw new DeployError(`Environments may not have ${listOf(forbidden)}. Take it out, or switch it off by a value.`, {
      reason: 'KindForbidden',
    })
  }
  const outside = rendered.filter(({ object }) => (object.metadata.namespace ?? order.namespace) !== order.namespace)
  if (outside.length > 0) {
    throw new DeployError(
      `The chart reaches outside its namespace ${order.namespace}: ${listOf(outside)}. Leave the namespace out of the templates.`,
      { reason: 'NamespaceForbidden' },
    )
  }
}

function listOf(rendered: readonly Rendered[]): string {
  return rendered
    .map(({ object: { kind, metadata }, file }) => {
      const name = `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name ?? ''}`
      return file === undefined ? name : `${name} (${file})`
    })
    .join(', ')
}
