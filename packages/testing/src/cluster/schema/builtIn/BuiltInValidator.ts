import { isRecord } from '../../objects/isRecord.ts'
import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'

/** Says what is wrong with an object of one kind, or with its change. */
export type BuiltInValidator = (object: ObjectInput, old?: ObjectInput) => FieldError[]

export type Fields = Readonly<Record<string, unknown>>

/** The object under a name; empty where there is none. */
export function fieldsOf(owner: Fields | undefined, name: string): Fields {
  const value = owner?.[name]
  return isRecord(value) ? value : {}
}

/** The objects of a list; none where there is no list. */
export function listOf(owner: Fields | undefined, name: string): readonly Fields[] {
  const value = owner?.[name]
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
