import type { MissingThing, Problem } from '@catalyst/api'
import {
  isNotFound,
  namespaces,
  request,
  resourcePath,
  type ClusterAccess,
  type ResourceDefinition,
} from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ObjectRef } from './Caller.ts'

export interface MissingObject extends ObjectRef {
  kubeConfig: ClusterAccess
  resource: Pick<ResourceDefinition<never>, 'group' | 'version' | 'plural' | 'kind'>
  lastSeen?: { object: object; deletedAt: Date } | undefined
  cause?: unknown
}

/**
 * Says what it is that is not there: the type, the namespace or the object. It asks with the proxy's own identity, so it
 * is for callers whose right to read the object was checked.
 */
export async function explainMissing(missing: MissingObject): Promise<ProblemError> {
  const thing = await whatIsMissing(missing)
  return new ProblemError('NOT_FOUND', describe(thing, missing), {
    missing: thing,
    lastSeen: writeLastSeen(missing.lastSeen),
    cause: missing.cause,
  })
}

async function whatIsMissing({ kubeConfig, resource, namespace }: MissingObject): Promise<MissingThing> {
  const [installed, exists] = await Promise.all([
    isInstalled(kubeConfig, resource),
    namespaceExists(kubeConfig, namespace),
  ])
  if (!installed) return 'type'
  return exists ? 'resource' : 'namespace'
}

function describe(thing: MissingThing, { resource, namespace, name }: MissingObject): string {
  if (thing === 'type')
    return `The cluster does not know the type ${resource.plural}.${resource.group}; its CustomResourceDefinition is not installed.`
  if (thing === 'namespace')
    return `There is no namespace "${namespace}", so there is no ${resource.kind} "${name}" in it.`
  return `There is no ${resource.kind} "${name}" in namespace "${namespace}".`
}

async function isInstalled(
  kubeConfig: ClusterAccess,
  { group, version, plural }: MissingObject['resource'],
): Promise<boolean> {
  if (group === '') return true
  return exists(async () => {
    const discovery = await request<{ resources?: { name: string }[] }>(kubeConfig, `/apis/${group}/${version}`)
    return discovery.resources?.some(({ name }) => name === plural) === true
  })
}

async function namespaceExists(kubeConfig: ClusterAccess, name: string): Promise<boolean> {
  return exists(async () => {
    await request(kubeConfig, resourcePath(namespaces, { name }))
    return true
  })
}

/** A 404 is a no. What can't be found out is taken for there: the object that is surely missing is named then. */
async function exists(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look()
  } catch (error) {
    return !isNotFound(error)
  }
}

function writeLastSeen(lastSeen: MissingObject['lastSeen']): Problem['lastSeen'] {
  if (lastSeen === undefined) return undefined
  return { object: { ...lastSeen.object }, deletedAt: lastSeen.deletedAt.toISOString() }
}
