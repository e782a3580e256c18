import type { KubernetesObject, ManagedFieldsEntry, ObjectInput } from '../objects/KubernetesObject.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema } from '../objects/Schema.ts'
import { compareFields } from './compareFields.ts'
import { conflictError } from './applyConflicts.ts'
import { FieldSet } from './FieldSet.ts'
import { rootSchema } from './fieldType.ts'
import { type EndpointOptions, withoutIgnored } from './ignoredFields.ts'
import { isSameManager, type Manager, readManagers, type Writer, writeManagers } from './Manager.ts'
import { mergeFields } from './mergeFields.ts'
import { removeFields } from './removeFields.ts'
import { toFieldSet } from './toFieldSet.ts'
import { withNamedFields } from './withNamedFields.ts'

export interface ApplyOptions extends EndpointOptions {
  current?: KubernetesObject | undefined
  applied: ObjectInput
  manager: string
  /** Takes over what others manage. */
  force: boolean
  schema: Schema
  apiVersion: string
  time: string
}

export interface Applied {
  object: ObjectInput
  managedFields: ManagedFieldsEntry[]
}

/**
 * Server-side apply: makes the fields of a manager what it says now, and removes those that it said before and nobody else
 * has. https://kubernetes.io/docs/reference/using-api/server-side-apply/
 *
 * @throws StatusError 409 when a field is managed by somebody else and has another value, unless by force
 */
export function applyPatch(options: ApplyOptions): Applied {
  const { current, force } = options
  const applied = writable(options)
  const schema = rootSchema(options.schema)
  const live = current === undefined ? { metadata: {} } : withoutManagedFields(current)
  const { manager, apiVersion, time, subresource } = options
  const writer: Writer = { manager, operation: 'Apply', apiVersion, time, subresource }

  const managers = readManagers(current?.metadata.managedFields)
  const known = managers.find((one) => isSameManager(one, writer))
  const others = managers.filter((one) => one !== known)
  const named = toFieldSet(schema, applied)
  const own = withoutIgnored(named, options)
  const merged = mergeFields(schema, live, applied)
  // Nobody manages the name, but who says it keeps the metadata there, were it the last thing that is said of them.
  const owners = [named, ...others.map(({ set }) => set)]
  const object = known === undefined ? merged : prune(schema, merged, { last: known.set, owners })

  const { added, modified, removed } = compareFields(schema, live, object)
  const changed = added.union(modified)
  const conflicts = others
    .map((one) => ({ manager: one, set: one.set.intersection(changed) }))
    .filter(({ set }) => !set.isEmpty)
  if (conflicts.length > 0 && !force) throw conflictError(conflicts)

  const isChanged = !jsonEqual(live, object)
  const mine: Manager = {
    ...{ manager, operation: 'Apply', apiVersion, set: own },
    // As kube-apiserver: who only joins the owners of what is there has no time.
    ...(isChanged ? { time } : known?.time !== undefined && { time: known.time }),
    ...(subresource !== undefined && { subresource }),
  }
  const left = others.map((one) => ({ ...one, set: one.set.difference(changed).difference(removed) }))
  return { object: object as ObjectInput, managedFields: writeManagers([...left, mine]) }
}

/** What of an applied object this endpoint writes. */
function writable({ applied, subresource, hasStatus = false }: ApplyOptions): ObjectInput {
  const { apiVersion, kind, metadata, status } = applied
  if (subresource === 'status')
    return { apiVersion, kind, metadata: nameOf(metadata), ...(status !== undefined && { status }) }
  if (!hasStatus) return applied
  const { status: _, ...rest } = applied
  return rest
}

function nameOf({ name, namespace }: ObjectInput['metadata']): ObjectInput['metadata'] {
  return { ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) }
}

interface Ownership {
  /** What the manager applied the last time. */
  readonly last: FieldSet
  /** What each manager has now. */
  readonly owners: readonly FieldSet[]
}

/** Removes what was applied the last time and has no owner any more. */
function prune(schema: Schema, merged: unknown, { last, owners }: Ownership): unknown {
  const ofLast = withNamedFields(schema, last)
  const all = withNamedFields(schema, toFieldSet(schema, merged))
  const pruned = toFieldSet(schema, removeFields(schema, merged, ofLast) ?? {})
  const managed = owners.reduce((union, set) => union.union(set), new FieldSet())
  const kept = withNamedFields(schema, pruned).union(withNamedFields(schema, managed))
  return removeFields(schema, merged, all.difference(kept).intersection(ofLast)) ?? {}
}

function withoutManagedFields(object: KubernetesObject): ObjectInput {
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}
