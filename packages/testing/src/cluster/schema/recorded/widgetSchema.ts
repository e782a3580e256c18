import type { Schema } from '../../objects/Schema.ts'

const name: Schema = { type: 'string', maxLength: 20 }

/** A schema that says everything a schema can say. */
export const widgetSchema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1, maximum: 9 },
        ratio: { type: 'number', minimum: 0, exclusiveMinimum: true },
        even: { type: 'integer', multipleOf: 2 },
        colour: { type: 'string', enum: ['red', 'blue'], default: 'red' },
        title: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]+$' },
        when: { type: 'string', format: 'date-time' },
        date: { type: 'string', format: 'date' },
        day: { type: 'string', format: 'duration' },
        address: { type: 'string', format: 'ipv4' },
        link: { type: 'string', format: 'uri' },
        bytes: { type: 'string', format: 'byte' },
        id: { type: 'string', format: 'uuid' },
        port: { 'x-kubernetes-int-or-string': true },
        maybe: { type: 'string', nullable: true },
        never: { type: 'string' },
        count: { type: 'integer', default: 3 },
        tags: { type: 'array', items: name, maxItems: 3, 'x-kubernetes-list-type': 'set' },
        pair: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
        parts: {
          type: 'array',
          maxItems: 10,
          items: {
            type: 'object',
            required: ['name'],
            properties: { name, zone: { type: 'string', default: 'a', maxLength: 5 }, weight: { type: 'integer' } },
            'x-kubernetes-validations': [{ rule: '!has(self.weight) || self.weight > 0', message: 'weigh something' }],
          },
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name', 'zone'],
        },
        labels: { type: 'object', additionalProperties: name, maxProperties: 2, minProperties: 1 },
        free: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { known: { type: 'integer' } },
        },
        template: { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: { type: 'object' } } },
        choice: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'string' } },
          oneOf: [{ required: ['a'] }, { required: ['b'] }],
        },
        any: {
          type: 'string',
          anyOf: [{ pattern: '^x' }, { pattern: '^y' }],
        },
        not: { type: 'string', not: { enum: ['no'] } },
        rules: {
          type: 'object',
          properties: {
            low: { type: 'integer' },
            high: { type: 'integer' },
            fixed: { type: 'string', maxLength: 10, 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] },
            grows: {
              type: 'integer',
              'x-kubernetes-validations': [
                {
                  rule: 'self >= oldSelf',
                  messageExpression: '"it only " + (self < oldSelf ? "grows" : "stays")',
                },
              ],
            },
            once: {
              type: 'string',
              maxLength: 10,
              'x-kubernetes-validations': [
                { rule: 'oldSelf.hasValue() || self == "first"', optionalOldSelf: true, message: 'begin with first' },
              ],
            },
            amount: {
              type: 'string',
              maxLength: 10,
              'x-kubernetes-validations': [
                {
                  rule: 'isQuantity(self) && quantity(self).isLessThan(quantity("1Gi"))',
                  reason: 'FieldValueForbidden',
                  message: 'too much',
                },
              ],
            },
            words: {
              type: 'array',
              maxItems: 5,
              items: name,
              'x-kubernetes-validations': [
                { rule: 'self.isSorted()', message: 'in order, please' },
                { rule: 'self.all(word, word.find("[0-9]") == "")' },
              ],
            },
            'dash-ed': { type: 'string', maxLength: 5 },
            namespace: { type: 'string', maxLength: 5 },
            until: { type: 'string', format: 'date-time' },
            wait: { type: 'string', format: 'duration' },
            map: {
              type: 'object',
              maxProperties: 3,
              additionalProperties: {
                type: 'string',
                maxLength: 9,
                'x-kubernetes-validations': [{ rule: 'self.startsWith("v")', message: 'values begin with v' }],
              },
            },
          },
          'x-kubernetes-validations': [
            {
              rule: '!has(self.low) || !has(self.high) || self.low <= self.high',
              message: 'low is not above high',
              fieldPath: '.high',
              reason: 'FieldValueRequired',
            },
            { rule: '!has(self.dash__dash__ed) || self.dash__dash__ed != "x"' },
            { rule: '!has(self.__namespace__) || self.__namespace__ != "x"', message: 'not x' },
            { rule: '!has(self.until) || self.until > timestamp("2024-01-01T00:00:00Z")', message: 'it is over' },
            { rule: '!has(self.wait) || self.wait < duration("1h")', message: 'too long to wait' },
            { rule: '!has(self.low) || 100 / self.low > 0' },
          ],
        },
      },
    },
    status: { type: 'object', properties: { phase: { type: 'string' } } },
  },
}
