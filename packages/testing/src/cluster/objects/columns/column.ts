import { ageOf } from '../formatAge.ts'
import { getPath } from '../getPath.ts'
import { isRecord } from '../isRecord.ts'
import { toText } from '../toText.ts'
import type { PrinterColumn } from '../ResourceType.ts'

export type Cell = (object: Readonly<Record<string, unknown>>, now: number) => unknown

interface ColumnOptions {
  /** @default 'string' */
  type?: PrinterColumn['type']
  /** Shown by `-o wide` alone. @default false */
  wide?: boolean
}

/** A column whose cell stands at a path, or is computed. */
export function column(name: string, cell: string | Cell, { type = 'string', wide = false }: ColumnOptions = {}) {
  const value: Cell = typeof cell === 'string' ? (object) => getPath(object, cell) ?? missing[type] : cell
  return { name, type, format: '', priority: wide ? 1 : 0, value } satisfies PrinterColumn
}

const missing = { string: '', integer: 0, number: 0, boolean: false, date: null }

export const nameColumn: PrinterColumn = { ...column('Name', '.metadata.name'), format: 'name' }

export const ageColumn: PrinterColumn = column('Age', (object, now) =>
  ageOf(getPath(object, 'metadata.creationTimestamp'), now),
)

/** `Containers` and `Images` of a kind with a pod template. */
export const templateColumns: readonly PrinterColumn[] = [
  column('Containers', (object) => joinContainers(object, 'name'), { wide: true }),
  column('Images', (object) => joinContainers(object, 'image'), { wide: true }),
]

function joinContainers(object: unknown, field: string): string {
  const containers =
    getPath(object, 'spec.template.spec.containers') ??
    getPath(object, 'spec.jobTemplate.spec.template.spec.containers')
  return recordsOf(containers)
    .map((container) => toText(container[field]))
    .join(',')
}

export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** A number at a path; 0 where there is none. */
export function count(object: unknown, path: string): number {
  const value = getPath(object, path)
  return typeof value === 'number' ? value : 0
}
