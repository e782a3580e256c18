import { compileCel } from '../cel/compileCel.ts'
import { escapeName, toCelValue } from '../cel/toCelValue.ts'
import type { FieldError } from '../objects/FieldError.ts'
import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema, ValidationRule } from '../objects/Schema.ts'
import { correlate } from './correlate.ts'
import { duplicate, forbiddenField, invalidValue, required } from './fieldErrors.ts'
import { childPath, entryPath } from './fieldPath.ts'
import { resolveSchema } from './resolveSchema.ts'
import type { Place } from './validateStructure.ts'

/** A place with its values as rules see them. */
interface RulePlace extends Place {
  readonly self: unknown
  readonly oldSelf: unknown
}

/** Evaluates `x-kubernetes-validations` from the outside to the inside. */
export function validateRules(schema: Schema, { value, old, path }: Place): FieldError[] {
  if (!hasRules(schema)) return []
  const errors: FieldError[] = []
  const whole = path === '' ? withTypeMeta(schema) : schema
  const oldSelf = old === undefined ? undefined : toCelValue(old, whole)
  check(whole, { value, old, path, self: toCelValue(value, whole), oldSelf }, errors)
  return errors
}

function check(reference: Schema, place: RulePlace, errors: FieldError[]): void {
  const schema = resolveSchema(reference)
  if (!hasRules(schema) || place.value === null) return
  const isUnchanged = place.old !== undefined && jsonEqual(place.value, place.old)
  for (const rule of schema['x-kubernetes-validations'] ?? []) {
    const error = evaluate(rule, place, schema)
    // What was wrong before may stay so, but a transition is asked for each time.
    if (error !== undefined && !(isUnchanged && !isTransition(rule))) errors.push(error)
  }
  if (Array.isArray(place.value)) checkItems(schema, place, errors)
  else if (isRecord(place.value)) checkFields(schema, place, errors)
}

function checkItems(schema: Schema, { value, old, path, self, oldSelf }: RulePlace, errors: FieldError[]): void {
  if (schema.items === undefined || !hasRules(schema.items)) return
  for (const [index, entry] of (value as unknown[]).entries()) {
    const before = correlate(schema, old, entry)
    const at = before === undefined ? -1 : (old as unknown[]).indexOf(before)
    const next = { value: entry, old: before, path: entryPath(path, index), self: (self as unknown[])[index] }
    check(schema.items, { ...next, oldSelf: at < 0 ? undefined : (oldSelf as unknown[])[at] }, errors)
  }
}

function checkFields(schema: Schema, { value, old, path, self, oldSelf }: RulePlace, errors: FieldError[]): void {
  const fields = self as Readonly<Record<string, unknown>>
  const before = isRecord(old) ? old : undefined
  const oldFields = oldSelf as Readonly<Record<string, unknown>> | undefined
  for (const [name, entry] of Object.entries(value as Record<string, unknown>)) {
    if (entry === undefined) continue
    const property = schema.properties?.[name]
    const next = property ?? schema.additionalProperties
    if (typeof next !== 'object') continue
    const key = property === undefined ? name : escapeName(name)
    const at = property === undefined ? entryPath(path, name) : childPath(path, name)
    check(next, { value: entry, old: before?.[name], path: at, self: fields[key], oldSelf: oldFields?.[key] }, errors)
  }
}

function evaluate(rule: ValidationRule, place: RulePlace, schema: Schema): FieldError | undefined {
  const { path, self, old, oldSelf } = place
  if (isTransition(rule) && old === undefined && rule.optionalOldSelf !== true) return undefined
  const type = schema.type ?? 'object'
  const variables = { self, oldSelf: rule.optionalOldSelf === true ? optional(oldSelf) : oldSelf }
  try {
    const result = compileCel(rule.rule).run(variables)
    return result === true ? undefined : toError(rule, { path, type, message: messageOf(rule, variables) })
  } catch (error) {
    const message = `${(error as Error).message} evaluating rule: ${rule.message ?? rule.rule.trim()}`
    return invalidValue(path === '' ? '<nil>' : path, type, message)
  }
}

interface Failure {
  path: string
  type: string
  message: string
}

function toError(rule: ValidationRule, { path, type, message }: Failure): FieldError {
  const field = `${path}${rule.fieldPath ?? ''}`.replace(/^\./, '')
  const at = field === '' ? '<nil>' : field
  if (rule.reason === 'FieldValueForbidden') return forbiddenField(at, message)
  if (rule.reason === 'FieldValueRequired') return required(at, message)
  if (rule.reason === 'FieldValueDuplicate') return duplicate(at, type)
  return invalidValue(at, type, message)
}

function messageOf(rule: ValidationRule, variables: Readonly<Record<string, unknown>>): string {
  if (rule.messageExpression !== undefined) {
    try {
      const text = compileCel(rule.messageExpression).run(variables)
      if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text.trim()
    } catch {
      // As kube-apiserver: then the fixed message has to do.
    }
  }
  return rule.message?.trim() ?? `failed rule: ${rule.rule.trim()}`
}

function optional(value: unknown): unknown {
  return value === undefined ? compileCel('optional.none()').run({}) : compileCel('optional.of(value)').run({ value })
}

const transitions = new WeakMap<ValidationRule, boolean>()

/** Whether a rule speaks of what was there before, and so says nothing of what is new. */
function isTransition(rule: ValidationRule): boolean {
  let is = transitions.get(rule)
  if (is === undefined) {
    is = /(?<![\w.])oldSelf\b/.test(rule.rule.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "''"))
    transitions.set(rule, is)
  }
  return is
}

const known = new WeakMap<Schema, boolean>()

function hasRules(reference: Schema): boolean {
  let has = known.get(reference)
  if (has === undefined) {
    // Built-in schemas nest in themselves, but have no rules.
    if (reference.$ref !== undefined) return false
    const { properties = {}, items, additionalProperties } = reference
    const inner = [...Object.values(properties), items, additionalProperties]
    has =
      (reference['x-kubernetes-validations'] ?? []).length > 0 ||
      inner.some((schema) => typeof schema === 'object' && hasRules(schema))
    known.set(reference, has)
  }
  return has
}

const roots = new WeakMap<Schema, Schema>()

/** What rules at the root see of every object, whatever its schema says. */
function withTypeMeta(schema: Schema): Schema {
  let root = roots.get(schema)
  if (root === undefined) {
    const text: Schema = { type: 'string' }
    const metadata: Schema = { type: 'object', properties: { name: text, generateName: text } }
    root = { ...schema, properties: { ...schema.properties, apiVersion: text, kind: text, metadata } }
    roots.set(schema, root)
  }
  return root
}
