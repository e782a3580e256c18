import { FieldSet } from './FieldSet.ts'

/** Metadata that belongs to the API server. */
const metadata = [
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'generation', 'managedFields', 'resourceVersion'],
]

export interface EndpointOptions {
  subresource?: string | undefined
  /** Whether the kind has its status under a subresource of its own, so that nobody else can write it. */
  hasStatus?: boolean | undefined
}

/** The fields of a set that somebody can manage through an endpoint. */
export function withoutIgnored(set: FieldSet, { subresource, hasStatus = false }: EndpointOptions): FieldSet {
  const result = new FieldSet()
  for (const member of set.members) if (isTracked(member)) result.members.add(member)
  for (const [element, child] of set.children) {
    if (!isTracked(element) && element !== 'f:metadata') continue
    const inner = element === 'f:metadata' ? withoutServerFields(child) : child
    if (!inner.isEmpty) result.children.set(element, inner)
  }
  return subresource === 'status' ? onlyStatus(result) : hasStatus ? withoutStatus(result) : result
}

function isTracked(element: string): boolean {
  return element !== 'f:apiVersion' && element !== 'f:kind' && element !== 'f:metadata'
}

function withoutServerFields(set: FieldSet): FieldSet {
  const ignored = new FieldSet()
  for (const name of metadata) ignored.members.add(`f:${name}`)
  const result = set.difference(ignored)
  for (const name of metadata) result.children.delete(`f:${name}`)
  return result
}

const statusField = 'f:status'

function onlyStatus(set: FieldSet): FieldSet {
  const result = new FieldSet()
  if (set.members.has(statusField)) result.members.add(statusField)
  const status = set.children.get(statusField)
  if (status !== undefined) result.children.set(statusField, status)
  return result
}

function withoutStatus({ members, children }: FieldSet): FieldSet {
  const result = new FieldSet()
  for (const member of members) if (member !== statusField) result.members.add(member)
  for (const [element, child] of children) if (element !== statusField) result.children.set(element, child)
  return result
}
