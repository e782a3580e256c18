import type { ManagedFieldsEntry } from '../objects/KubernetesObject.ts'
import type { FieldSet } from './FieldSet.ts'
import { fromFieldsV1, toFieldsV1 } from './fieldsV1.ts'

/** Somebody who manages fields of an object. */
export interface Manager extends Omit<ManagedFieldsEntry, 'fieldsType' | 'fieldsV1'> {
  readonly set: FieldSet
}

/** Who writes, and when. */
export interface Writer {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly time: string
  readonly subresource?: string | undefined
}

export function readManagers(entries: readonly ManagedFieldsEntry[] = []): Manager[] {
  return entries.map(({ fieldsType: _, fieldsV1, ...rest }) => ({ ...rest, set: fromFieldsV1(fieldsV1) }))
}

/** In the order of kube-apiserver; those that are left without a field are left out. */
export function writeManagers(managers: readonly Manager[]): ManagedFieldsEntry[] {
  const entries = managers.filter(({ set }) => !set.isEmpty).sort(inOrder)
  return entries.map(({ manager, operation, apiVersion, time, set, subresource }) => ({
    manager,
    operation,
    apiVersion,
    ...(time !== undefined && { time }),
    fieldsType: 'FieldsV1' as const,
    fieldsV1: toFieldsV1(set),
    ...(subresource !== undefined && { subresource }),
  }))
}

/** An applier stays the same whichever version it writes. */
export function isSameManager(manager: Manager, writer: Writer): boolean {
  return (
    manager.manager === writer.manager &&
    manager.operation === writer.operation &&
    (manager.subresource ?? '') === (writer.subresource ?? '') &&
    (writer.operation === 'Apply' || manager.apiVersion === writer.apiVersion)
  )
}

function inOrder(a: Manager, b: Manager): number {
  return (
    compare(a.operation, b.operation) ||
    compare(a.time ?? '', b.time ?? '') ||
    compare(a.manager, b.manager) ||
    compare(a.apiVersion, b.apiVersion) ||
    compare(a.subresource ?? '', b.subresource ?? '')
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
