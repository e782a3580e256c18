import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'
import { toDuration } from './toDuration.ts'

const reserved = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return var ' +
    'void while'
  ).split(' '),
)
const signs: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
}
const escaped = new Map<string, string>()

/** A property's name as expressions write it: `__dash__` for a dash, `__namespace__` for a word of the language. */
export function escapeName(name: string): string {
  let result = escaped.get(name)
  if (result === undefined) {
    result = reserved.has(name) ? `__${name}__` : name.replaceAll(/__|[./-]/g, (sign) => signs[sign] ?? sign)
    escaped.set(name, result)
  }
  return result
}

/** A JSON value as an expression sees it, by its schema: integers as such, times, and the properties that are known. */
export function toCelValue(value: unknown, reference?: Schema): unknown {
  if (value === null || typeof value === 'boolean') return value
  const schema = reference === undefined ? undefined : resolveSchema(reference)
  if (typeof value === 'number') {
    return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value
  }
  if (typeof value === 'string') return toCelText(value, schema)
  if (Array.isArray(value)) return value.map((entry) => toCelValue(entry, schema?.items))
  if (!isRecord(value)) return value
  const result: Record<string, unknown> = {}
  const { properties, additionalProperties } = schema ?? {}
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined
  for (const key in value) {
    const entry = value[key]
    if (entry === undefined) continue
    const property = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined
    if (property !== undefined) result[escapeName(key)] = toCelValue(entry, property)
    else if (properties === undefined) result[key] = toCelValue(entry, rest)
  }
  return result
}

function toCelText(value: string, schema: Schema | undefined): unknown {
  if (schema?.type !== 'string') return value
  if (schema.format === 'date-time' || schema.format === 'date') return new Date(value)
  if (schema.format === 'duration') return toDuration(value)
  if (schema.format === 'byte') return Uint8Array.from(Buffer.from(value, 'base64'))
  return value
}
