import type { CelRule } from '../resources/celRules.ts'
import type { JsonSchema } from './jsonSchema.ts'
import { keyRules } from './keyRules.ts'
import { numberBounds } from './numberBounds.ts'
import type { StructuralSchema } from './structuralSchema.ts'

/** Keywords that mean the same in both. */
const copied = [
  'description',
  'type',
  'format',
  'default',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'multipleOf',
  'minItems',
  'maxItems',
  'required',
  'minProperties',
  'maxProperties',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
] as const

const translated = new Set([
  ...copied,
  ...[
    '$schema',
    '$defs',
    'id',
    '$ref',
    'const',
    'anyOf',
    'items',
    'properties',
    'additionalProperties',
    'propertyNames',
  ],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'x-kubernetes-validations'],
])

/**
 * Translates a JSON Schema into the structural schema of a CustomResourceDefinition. References are put in place, closed
 * objects are left to the API server (which drops unknown fields, or refuses them on `--validate=strict`), and rules for the
 * names of map entries become CEL rules.
 *
 * @throws TypeError for what a structural schema can't say; the message names the path.
 */
export function toStructuralSchema(root: JsonSchema): StructuralSchema {
  return convert(root, { path: '', definitions: root.$defs ?? {} })
}

interface Place {
  path: string
  definitions: Record<string, JsonSchema>
}

function convert(schema: JsonSchema, place: Place): StructuralSchema {
  const { $ref, ...own } = schema
  if ($ref !== undefined) return convert({ ...definitionOf($ref, place), ...own }, place)
  if (own.anyOf !== undefined || Array.isArray(own.type)) return convertUnion(own, place)
  for (const keyword of Object.keys(own)) {
    if (!translated.has(keyword)) refuse(place, `"${keyword}" has no counterpart`)
  }
  const common = Object.fromEntries(copied.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])))
  const isFree = own['x-kubernetes-preserve-unknown-fields'] === true
  if (own.type === undefined && own.const === undefined && !isFree) refuse(place, 'it has no type')
  const rules = [
    ...((own['x-kubernetes-validations'] as CelRule[] | undefined) ?? []),
    ...keyRules(isFree ? undefined : own.propertyNames),
  ]
  return {
    ...common,
    ...(own.const === undefined ? {} : { enum: [own.const] }),
    ...numberBounds(own),
    ...(own.items === undefined ? {} : { items: convert(own.items, below(place, '[]')) }),
    ...convertFields(own, place),
    ...(rules.length === 0 ? {} : { 'x-kubernetes-validations': rules }),
  }
}

function convertFields(
  schema: JsonSchema,
  place: Place,
): Pick<StructuralSchema, 'properties' | 'additionalProperties'> {
  const { properties, additionalProperties } = schema
  if (properties !== undefined) {
    const fields = Object.entries(properties)
    return {
      properties: Object.fromEntries(fields.map(([name, field]) => [name, convert(field, below(place, `.${name}`))])),
    }
  }
  const isFree = schema['x-kubernetes-preserve-unknown-fields'] === true
  if (isFree || typeof additionalProperties !== 'object') return {}
  return { additionalProperties: convert(additionalProperties, below(place, '.*')) }
}

/** The two unions that a structural schema knows: with null, and of integer and string. */
function convertUnion(schema: JsonSchema, place: Place): StructuralSchema {
  const { type, anyOf = [type].flat().map((member): JsonSchema => ({ type: member })), ...rest } = schema
  const [some, ...others] = anyOf.filter((member) => member.type !== 'null')
  if (some !== undefined && others.length === 0) return { ...convert({ ...some, ...rest }, place), nullable: true }
  if (anyOf.length === 2 && anyOf.every((member) => member.type === 'integer' || member.type === 'string')) {
    const string = anyOf.find((member) => member.type === 'string')
    const { type: _, ...constraints } = convert({ ...string, ...rest }, place)
    return { ...constraints, 'x-kubernetes-int-or-string': true }
  }
  return refuse(place, 'a union is only possible with null, or of integer and string')
}

function definitionOf(reference: string, place: Place): JsonSchema {
  const definition = place.definitions[reference.replace('#/$defs/', '')]
  return definition ?? refuse(place, `"${reference}" is not defined`)
}

function below(place: Place, step: string): Place {
  return { ...place, path: `${place.path}${step}` }
}

function refuse(place: Place, reason: string): never {
  throw new TypeError(`${place.path || '.'} can't be part of a CustomResourceDefinition: ${reason}.`)
}
