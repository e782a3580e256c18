import type { ObjectMeta } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ObjectRef } from './Caller.ts'

interface Written {
  apiVersion: string
  kind: string
  metadata: ObjectMeta
  spec: object
}

/** An object as it is sent to the API server: what the client may decide, without the status that is the operator's. */
export function writableObject<TObject extends Written>(
  { apiVersion, kind, metadata, spec }: Omit<TObject, 'status'>,
  namespace: string,
) {
  const { name, labels, annotations, finalizers, ownerReferences, resourceVersion, uid } = metadata
  return {
    apiVersion,
    kind,
    // A finalizer that a client read and sends back must not get lost; the rest of metadata is the API server's.
    metadata: withoutAbsent({
      name,
      namespace,
      labels,
      annotations,
      finalizers,
      ownerReferences,
      resourceVersion,
      uid,
    }),
    spec,
  } as unknown as TObject
}

/** Checks that a body is about the object that the path names. @throws ProblemError INVALID_INPUT. */
export function requireSameObject(metadata: Partial<ObjectMeta>, ref: ObjectRef): void {
  const issues = (['name', 'namespace'] as const)
    .filter((key) => metadata[key] !== undefined && metadata[key] !== ref[key])
    .map((key) => ({ path: `metadata.${key}`, message: `must be "${ref[key]}", as in the path` }))
  const [first] = issues
  if (first !== undefined) throw new ProblemError('INVALID_INPUT', `${first.path}: ${first.message}.`, { issues })
}

/** A replace that could overwrite what somebody else just changed needs to say what it was made from. @throws ProblemError INVALID_INPUT. */
export function requireResourceVersion(metadata: ObjectMeta): void {
  if (metadata.resourceVersion) return
  const message = 'is needed to replace an object: send back the one that you read, or use apply=true'
  throw new ProblemError('INVALID_INPUT', `metadata.resourceVersion: ${message}.`, {
    issues: [{ path: 'metadata.resourceVersion', message }],
  })
}

function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
