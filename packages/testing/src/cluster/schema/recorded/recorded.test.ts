import { describe, expect, test } from 'vitest'
import { builtInTypes } from '../../objects/builtInTypes.ts'
import type { FieldError } from '../../objects/FieldError.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { applyDefaults } from '../applyDefaults.ts'
import { validateBuiltIn } from '../builtIn/validateBuiltIn.ts'
import { builtInSchema } from '../builtInSchemas.ts'
import { decodeError } from '../decodeError.ts'
import { pruneUnknown } from '../pruneUnknown.ts'
import { validate } from '../validate.ts'
import answers from './answers.json' with { type: 'json' }
import { builtInCases } from './builtInCases.ts'
import { widgetCases } from './widgetCases.ts'
import { widgetSchema } from './widgetSchema.ts'

interface Answer {
  spec?: unknown
  message?: string
  causes?: FieldError[]
}

/** What a real kube-apiserver said: scripts/recordRefusals.ts. */
const recorded = answers as Record<string, Answer>

/** In Go maps have no order, so that errors have none either. */
function sorted(errors: readonly FieldError[]): FieldError[] {
  return [...errors].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

describe('a custom kind', () => {
  const widget = (spec: unknown) => {
    const metadata = { name: 'recorded', namespace: 'default' }
    const whole = { apiVersion: 'recorded.catalyst.dev/v1', kind: 'Widget', metadata, spec }
    return applyDefaults(widgetSchema, pruneUnknown(widgetSchema, whole).value)
  }

  test.each(widgetCases)('$title', ({ title, spec, before }) => {
    const object = widget(spec)
    const oldValue = before === undefined ? undefined : widget(before)
    const errors = validate(widgetSchema, object, { oldValue })
    const answer = recorded[title] ?? {}
    expect(sorted(errors)).toEqual(sorted(answer.causes ?? []))
    if (answer.causes === undefined) expect(object.spec).toEqual(answer.spec)
  })
})

describe('a built-in kind', () => {
  const types = new Map<string, ResourceType>(builtInTypes(builtInSchema).map((type) => [type.kind, type]))

  test.each(builtInCases)('$title', ({ title, kind, fields }) => {
    const type = types.get(kind)
    if (type === undefined) throw new Error(`There is no ${kind}.`)
    const sent = fields['metadata'] as object | undefined
    const namespace = type.namespaced ? { namespace: 'default' } : {}
    const object = { apiVersion: 'v1', kind, ...fields, metadata: { name: 'recorded', ...namespace, ...sent } }
    const { message, causes = [] } = recorded[title] ?? {}
    const unreadable = decodeError(type.schema, object)
    if (message !== undefined)
      expect(`${kind} in version "v1" cannot be handled as a ${kind}: ${unreadable}`).toBe(message)
    else expect(sorted(unreadable === undefined ? validateBuiltIn(type, object) : [])).toEqual(sorted(causes))
  })
})
