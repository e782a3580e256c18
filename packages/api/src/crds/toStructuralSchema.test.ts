import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { celRules } from '../resources/celRules.ts'
import type { JsonSchema } from './jsonSchema.ts'
import { toStructuralSchema } from './toStructuralSchema.ts'

const convert = (schema: z.ZodType) => toStructuralSchema(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema)

describe('toStructuralSchema', () => {
  test('an object keeps its fields, defaults and required ones, and is not closed', () => {
    const schema = z.strictObject({
      name: z.string().max(63),
      cache: z.boolean().default(true),
      note: z.string().optional(),
    })
    expect(convert(schema)).toEqual({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', maxLength: 63 },
        cache: { type: 'boolean', default: true },
        note: { type: 'string' },
      },
    })
  })

  test('a schema that is used by reference is put in place, with what the user of it adds', () => {
    const shared = z.object({ a: z.boolean() }).meta({ id: 'Shared' })
    expect(
      convert(z.object({ one: shared, two: shared.optional().meta({ description: 'Second.' }) })).properties,
    ).toEqual({
      one: { type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] },
      two: { description: 'Second.', type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] },
    })
  })

  test('integers say how large they get, and the bounds of JavaScript are dropped', () => {
    expect(convert(z.int())).toEqual({ type: 'integer', format: 'int64' })
    expect(convert(z.int().min(1).max(65_535))).toEqual({
      type: 'integer',
      format: 'int32',
      minimum: 1,
      maximum: 65_535,
    })
    expect(convert(z.number().positive().lt(1))).toEqual({
      type: 'number',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 1,
      exclusiveMaximum: true,
    })
  })

  test('a literal is an enumeration of one', () => {
    expect(convert(z.literal('x'))).toEqual({ type: 'string', enum: ['x'] })
  })

  test('rules for the names of map entries become CEL rules, beside those that are there', () => {
    const names = z
      .string()
      .max(10)
      .regex(/^\w+'$/)
    const schema = z.record(names, z.string().max(5)).meta(celRules({ rule: 'true', message: 'never' }))
    expect(convert(schema)).toEqual({
      type: 'object',
      additionalProperties: { type: 'string', maxLength: 5 },
      'x-kubernetes-validations': [
        { rule: 'true', message: 'never' },
        {
          rule: String.raw`self.all(key, size(key) <= 10 && key.matches('^\\w+\'$'))`,
          message: String.raw`each name must have at most 10 characters and match ^\w+'$`,
        },
      ],
    })
  })

  test('free-form values are an object whose fields are kept', () => {
    const schema = z.record(z.string().max(5), z.unknown()).meta({ 'x-kubernetes-preserve-unknown-fields': true })
    expect(convert(schema)).toEqual({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true })
  })

  test('the two unions that Kubernetes knows', () => {
    expect(convert(z.string().nullable())).toEqual({ type: 'string', nullable: true })
    expect(convert(z.string().max(3).nullable())).toEqual({ type: 'string', maxLength: 3, nullable: true })
    expect(convert(z.union([z.int(), z.string().max(3)]))).toEqual({ maxLength: 3, 'x-kubernetes-int-or-string': true })
  })

  test.each<[string, z.ZodType, string]>([
    ['another union', z.object({ a: z.array(z.union([z.boolean(), z.string()])) }), '.a[] '],
    ['a tuple', z.object({ b: z.tuple([z.string()]) }), '.b '],
    ['anything at all', z.object({ c: z.unknown() }), '.c '],
  ])('%s is refused by path', (_, schema, path) => {
    expect(() => convert(schema)).toThrow(`${path}can't be part of a CustomResourceDefinition`)
  })
})
