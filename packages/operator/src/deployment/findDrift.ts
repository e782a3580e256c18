import type { EnvironmentStatus } from '@catalyst/api'

type Deployed = NonNullable<NonNullable<EnvironmentStatus['deployment']>['objects']>[number]

export interface Drift {
  /** Such as `Deployment web`. */
  gone: readonly string[]
  changed: readonly string[]
}

/** Kinds that the operator watches, by the API version that it knows them by. */
const watched: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  Service: 'v1',
  Ingress: 'networking.k8s.io/v1',
}

/** What of a deployment is no longer there, or is another than it was; `undefined` where all is as it was left. */
export function findDrift(
  objects: readonly Deployed[],
  find: (reference: { apiVersion: string; kind: string; name: string }) => object | undefined,
): Drift | undefined {
  const gone: string[] = []
  const changed: string[] = []
  for (const { kind, name, generation } of objects) {
    const apiVersion = watched[kind]
    if (apiVersion === undefined) continue
    const found = find({ apiVersion, kind, name }) as Found | undefined
    if (found === undefined || found.metadata?.deletionTimestamp !== undefined) gone.push(`${kind} ${name}`)
    else if (generation !== undefined && found.metadata?.generation !== generation) changed.push(`${kind} ${name}`)
  }
  return gone.length === 0 && changed.length === 0 ? undefined : { gone, changed }
}

interface Found {
  metadata?: { generation?: number; deletionTimestamp?: string }
}
