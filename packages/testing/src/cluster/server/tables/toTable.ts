import { ageOf } from '../../objects/formatAge.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { PrinterColumn, ResourceType } from '../../objects/ResourceType.ts'
import { compileJsonPath } from './jsonPath.ts'
import { toPartialMetadata } from './toPartialMetadata.ts'

export interface TableOptions {
  /** Milliseconds since 1970-01-01T00:00:00Z; ages are counted to here. */
  now: number
  /** What each row carries of its object. @default 'Metadata' */
  includeObject?: 'None' | 'Metadata' | 'Object' | undefined
  /** Of the list, as an answer has it. */
  metadata?: object | undefined
  /** In a watch the definitions of columns stand in the first event alone. @default true */
  withColumns?: boolean | undefined
}

/** Objects as a Table. https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export function toTable(type: ResourceType, objects: readonly KubernetesObject[], options: TableOptions): object {
  const { now, includeObject = 'Metadata', metadata = {}, withColumns = true } = options
  const definitions = type.columns.map(({ name, type: cellType, format = '', description = '', priority = 0 }) => ({
    name,
    type: cellType,
    format,
    description,
    priority,
  }))
  const rows = objects.map((object) => ({
    cells: cellsOf(type, object, now),
    ...(includeObject === 'Metadata' && { object: toPartialMetadata(object) }),
    ...(includeObject === 'Object' && { object }),
  }))
  const columnDefinitions = withColumns ? definitions : null
  return { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions, rows }
}

function cellsOf({ columns }: ResourceType, object: KubernetesObject, now: number): unknown[] {
  return columns.map((column) => {
    if (typeof column.value === 'function') return column.value(object, now)
    return toCell(pathOf(column.value)(object), column, now)
  })
}

/** As kube-apiserver's table convertor for custom resources: the first that is found; what has another type isn't shown. */
function toCell([first]: readonly unknown[], { type }: PrinterColumn, now: number): unknown {
  if (first === undefined || first === null) return null
  switch (type) {
    case 'date':
      return typeof first === 'string' && !Number.isNaN(Date.parse(first)) ? ageOf(first, now) : '<invalid>'
    case 'integer':
      return typeof first === 'number' ? Math.trunc(first) : null
    case 'number':
      return typeof first === 'number' ? first : null
    case 'boolean':
      return typeof first === 'boolean' ? first : null
    default:
      return toText(first)
  }
}

const toText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const compiled = new Map<string, ReturnType<typeof compileJsonPath>>()

function pathOf(path: string): ReturnType<typeof compileJsonPath> {
  let find = compiled.get(path)
  if (find === undefined) compiled.set(path, (find = compileJsonPath(path)))
  return find
}
