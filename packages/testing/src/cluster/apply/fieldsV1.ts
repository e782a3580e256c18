import { isRecord } from '../objects/isRecord.ts'
import { FieldSet, sortElements } from './FieldSet.ts'

type Fields = Readonly<Record<string, unknown>>

/** Reads the `fieldsV1` of an entry of managed fields. */
export function fromFieldsV1(fields: Fields): FieldSet {
  const set = new FieldSet()
  for (const [element, inner] of Object.entries(fields)) {
    if (element === '.' || !isRecord(inner)) continue
    const hasInner = Object.keys(inner).some((key) => key !== '.')
    if (!hasInner || '.' in inner) set.members.add(element)
    if (hasInner) set.children.set(element, fromFieldsV1(inner))
  }
  return set
}

/** Writes a set as the `fieldsV1` of an entry of managed fields. */
export function toFieldsV1(set: FieldSet): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const element of sortElements([...set.members, ...set.children.keys()])) {
    const child = set.children.get(element)
    const inner = child === undefined || child.isEmpty ? {} : toFieldsV1(child)
    const isBoth = set.members.has(element) && Object.keys(inner).length > 0
    fields[element] = isBoth ? { '.': {}, ...inner } : inner
  }
  return fields
}
