import type { EnvironmentTemplate, TemplateType } from '@catalyst/api'
import { diffPatch } from '../../internals/form/diffPatch.ts'
import {
  faultOf,
  type FieldFault,
  type FieldFaults,
  memberPath,
  withoutRight,
} from '../../internals/form/fieldFaults.ts'
import {
  fieldsOfType,
  hasResources,
  hasValues,
  listFields,
  numberFields,
  resourceFields,
  type Service,
  services,
  type TemplateField,
  templateFields,
} from './templateFields.ts'

type Values = Readonly<Record<string, unknown>>

/** A template as it is typed. */
export interface TemplateDraft {
  /** Tells templates apart while their keys are typed. */
  id: number
  /** The type of environments that it is for. */
  key: string
  type: TemplateType
  text: Readonly<Partial<Record<TemplateField, string>>>
  services: Readonly<Record<Service, boolean>>
  /** Values that have no field of their own. */
  values: Values
  /** What is typed for them, which need not be YAML yet. */
  valuesText?: string | undefined
  valuesFault?: FieldFault | undefined
  /** The template as it was, for what no field is about. */
  base?: EnvironmentTemplate | undefined
}

export function newTemplate(id: number, key: string): TemplateDraft {
  return { id, key, type: 'docker', text: {}, services: { postgres: false, redis: false, s3: false }, values: {} }
}

export function draftOfTemplate(id: number, key: string, template: EnvironmentTemplate): TemplateDraft {
  const text = Object.keys(templateFields).map((name) => {
    const value = read(template, templateFields[name as TemplateField].path)
    return [name, Array.isArray(value) ? value.join('\n') : textOf(value)] as const
  })
  const enabled = services.map((service) => [service, read(template.values, ['services', service, 'enabled']) === true])
  return {
    id,
    key,
    type: template.type,
    text: Object.fromEntries(text),
    services: Object.fromEntries(enabled) as Record<Service, boolean>,
    values: restOf(template.values ?? {}, template.type),
    base: template,
  }
}

/** Values without what has a field of its own. */
function restOf(values: Values, type: TemplateType): Values {
  const own = ownValues(type)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !own.includes(name)))
}

/** Names of the values that a type has fields for. */
function ownValues(type: TemplateType): readonly string[] {
  return ['services', ...fieldsOfType[type].flatMap((name) => valueName(name) ?? [])]
}

/** Whether the values say something that the fields would overwrite. */
function isOverwritten(draft: TemplateDraft): boolean {
  const pick = (values: Values) =>
    Object.fromEntries(ownValues(draft.type).flatMap((name) => (name in draft.values ? [[name, values[name]]] : [])))
  return Object.keys(diffPatch(pick(draft.values), pick(templateOf(draft).values ?? {}))).length > 0
}

/** The template that a draft asks for. What no field is about stays as it was, as long as the type does. */
export function templateOf(draft: TemplateDraft): EnvironmentTemplate {
  const base: Values = draft.base?.type === draft.type ? draft.base : {}
  const values = { ...draft.values, services: servicesOf(draft, read(base, ['values', 'services'])) }
  const typed = shownFields(draft).reduce(
    (template, name) => write(template, templateFields[name].path, valueOf(draft, name)),
    { ...base, type: draft.type, ...(hasValues(draft.type) ? { values } : {}) } as Values,
  )
  return withoutEmpty(typed) as unknown as EnvironmentTemplate
}

/** What was typed for another type neither counts nor hinders. */
function shownFields({ type }: TemplateDraft): readonly TemplateField[] {
  return [...fieldsOfType[type], ...(hasResources(type) ? resourceFields : [])]
}

function servicesOf(draft: TemplateDraft, before: unknown): Values {
  const known = isRecord(before) ? before : {}
  const switched: readonly (readonly [string, object])[] = services
    .filter((service) => draft.services[service] || known[service] !== undefined)
    .map(
      (service) => [service, { ...(known[service] as object | undefined), enabled: draft.services[service] }] as const,
    )
  return { ...known, ...Object.fromEntries(switched) }
}

function valueOf(draft: TemplateDraft, name: TemplateField): unknown {
  const text = draft.text[name]?.trim() ?? ''
  if (text === '') return undefined
  if (numberFields.includes(name)) return Number(text)
  return listFields.includes(name) ? text.split('\n').filter((line) => line !== '') : text
}

/** What is wrong with a template, by the paths that the proxy would name. */
export function faultsOfTemplate(draft: TemplateDraft, sources: readonly string[]): FieldFaults {
  const faults: Record<string, FieldFault | undefined> = {
    [keyPath(draft)]: faultOf(draft.key.trim(), 'label', { required: true }),
    [templatePath(draft, 'values')]: hasValues(draft.type)
      ? (draft.valuesFault ?? (isOverwritten(draft) ? 'hasField' : undefined))
      : undefined,
  }
  for (const name of shownFields(draft)) {
    if (listFields.includes(name)) continue
    const text = draft.text[name]?.trim() ?? ''
    faults[templatePath(draft, name)] = faultOf(text, templateFields[name].rule, { required: name === 'repository' })
    if (name === 'sourceRef' && text !== '' && !sources.includes(text)) faults[templatePath(draft, name)] = 'required'
  }
  return withoutRight(faults)
}

/** The path of a field of a template. */
export function templatePath({ key }: TemplateDraft, name: TemplateField | 'values'): string {
  const inside = name === 'values' ? 'values' : templateFields[name].path.join('.')
  return `${memberPath('spec.templates', key.trim())}.${inside}`
}

/** The path of a template's key, which the proxy has no word for. */
export function keyPath({ id }: TemplateDraft): string {
  return `spec.templates#${id}`
}

function valueName(name: TemplateField): string | undefined {
  const [first, second] = templateFields[name].path as readonly string[]
  return first === 'values' ? second : undefined
}

function read(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), object)
}

function write(object: Values, [name = '', ...rest]: readonly string[], value: unknown): Values {
  const { [name]: before, ...others } = object
  if (rest.length > 0) return { ...object, [name]: write(isRecord(before) ? before : {}, rest, value) }
  return value === undefined ? others : { ...object, [name]: value }
}

/** Without the objects that hold nothing: an image without a word, values without a value. Inside of values all stays as it is. */
function withoutEmpty(template: Values): Values {
  const kept = Object.entries(template).flatMap(([name, value]) => {
    if (!isRecord(value)) return [[name, value] as const]
    const inner = name === 'values' ? withoutEmptyServices(value) : withoutEmpty(value)
    return Object.keys(inner).length === 0 ? [] : [[name, inner] as const]
  })
  return Object.fromEntries(kept)
}

function withoutEmptyServices(values: Values): Values {
  const { services: own, ...others } = values
  return isRecord(own) && Object.keys(own).length === 0 ? others : values
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
