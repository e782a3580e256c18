import type { KubernetesObject, ManagedFieldsEntry, ObjectInput } from '../objects/KubernetesObject.ts'
import type { Schema } from '../objects/Schema.ts'
import { compareFields } from './compareFields.ts'
import { emptyObject } from './emptyObject.ts'
import { rootSchema } from './fieldType.ts'
import { type EndpointOptions, withoutIgnored } from './ignoredFields.ts'
import { isSameManager, type Manager, readManagers, type Writer, writeManagers } from './Manager.ts'

export interface UpdateOptions extends EndpointOptions {
  before?: KubernetesObject | undefined
  /** Its managed fields are those from before, or none to begin anew. */
  after: ObjectInput
  manager: string
  apiVersion: string
  schema: Schema
  time: string
}

/** The managed fields after somebody created or changed an object: what he changed is his alone. */
export function trackUpdate(options: UpdateOptions): ManagedFieldsEntry[] {
  const { before, after, manager, apiVersion, time, subresource } = options
  const schema = rootSchema(options.schema)
  const { added, modified, removed } = compareFields(schema, before ?? emptyObject(schema), after)
  const own = withoutIgnored(added.union(modified), options)
  const managers = readManagers(after.metadata.managedFields).map((one) => ({
    ...one,
    set: one.set.difference(own).difference(removed),
  }))
  if (own.isEmpty) return writeManagers(managers)
  const writer: Writer = { manager, operation: 'Update', apiVersion, time, subresource }
  const known = managers.find((one) => isSameManager(one, writer))
  const mine: Manager = { ...describe(writer), set: known === undefined ? own : known.set.union(own) }
  return writeManagers([...managers.filter((one) => one !== known), mine])
}

function describe({ manager, operation, apiVersion, time, subresource }: Writer): Omit<Manager, 'set'> {
  return { manager, operation, apiVersion, time, ...(subresource !== undefined && { subresource }) }
}
