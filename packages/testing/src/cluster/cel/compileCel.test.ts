import { describe, expect, test } from 'vitest'
import { createCelAuthorizer } from './authorizerFunctions.ts'
import { compileCel } from './compileCel.ts'
import { toCelValue } from './toCelValue.ts'

describe('an expression', () => {
  test.each<[string, unknown, unknown]>([
    ['has(self.map[key].field)', { map: { a: { field: 1 } } }, true],
    ['has(self.map[key].field)', { map: { a: {} } }, false],
    ["self.text == 'has(x)' && has(self.text)", { text: 'has(x)' }, true],
    ['self.list.sum() == 6 && self.list.max() == 3 && self.list.min() == 1', { list: [1, 2, 3] }, true],
    ['self.list.isSorted()', { list: [2, 1] }, false],
    ['self.list.indexOf(2) == 1 && self.list.lastIndexOf(2) == 2', { list: [1, 2, 2] }, true],
    ['sets.contains(self.list, [1]) && !sets.intersects(self.list, [9])', { list: [1, 2] }, true],
    ["self.text.find('[0-9]+') == '12' && self.text.findAll('[0-9]') == ['1', '2']", { text: 'a12' }, true],
    ["self.text.replace('a', 'b') == 'bc' && self.text.upperAscii() == 'AC'", { text: 'ac' }, true],
    ["quantity(self.text).isGreaterThan(quantity('900Mi'))", { text: '1Gi' }, true],
    ["quantity('1500m').add(quantity('500m')).compareTo(quantity('2')) == 0", {}, true],
    ["isQuantity('1.5Gi') && !isQuantity('1 gigabyte')", {}, true],
    ["url(self.text).getHost() == 'a.b:8' && isURL(self.text) && !isURL('x')", { text: 'https://a.b:8/c' }, true],
    ["isIP('10.0.0.1') && isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/33')", {}, true],
    ['self.whole / 2 == 3 && self.part * 2.0 == 3.0', { whole: 7, part: 1.5 }, true],
    ['self.?missing.orValue(5) == 5', {}, true],
  ])('%s', (expression, self, result) => {
    expect(compileCel(expression).run({ self: toCelValue(self), key: 'a' })).toBe(result)
  })

  test('says which key is not there', () => {
    expect(() => compileCel('self.a.b').run({ self: { a: {} } })).toThrow('no such key: b')
  })

  test('is refused when it is none', () => {
    expect(() => compileCel('self.a ==')).toThrow()
  })

  test('is made ready once', () => {
    expect(compileCel('1 + 1')).toBe(compileCel('1 + 1'))
  })
})

describe('a value', () => {
  test('is of the type that its schema says', () => {
    const schema = {
      type: 'object',
      properties: {
        whole: { type: 'integer' },
        part: { type: 'number' },
        when: { type: 'string', format: 'date-time' },
        'a-b': { type: 'string' },
        namespace: { type: 'string' },
      },
    } as const
    const value = { whole: 1, part: 1, when: '2024-01-01T00:00:00Z', 'a-b': 'x', namespace: 'y', unknown: 1 }
    expect(toCelValue(value, schema)).toEqual({
      whole: 1n,
      part: 1,
      when: new Date('2024-01-01T00:00:00Z'),
      a__dash__b: 'x',
      __namespace__: 'y',
    })
  })
})

test('a policy can ask for rights', () => {
  const asked: unknown[] = []
  const authorize = (attributes: unknown) => {
    asked.push(attributes)
    return { allowed: true, reason: 'because' }
  }
  const user = { name: 'ann', groups: [] }
  const authorizer = createCelAuthorizer({ authorize, rulesFor: () => [] }, user)
  const resource = "authorizer.group('apps').resource('deployments').subresource('scale').namespace('team').name('web')"
  expect(compileCel(`${resource}.check('update').allowed()`).run({ authorizer })).toBe(true)
  expect(compileCel("authorizer.path('/healthz').check('get').reason()").run({ authorizer })).toBe('because')
  expect(asked).toEqual([
    {
      user,
      verb: 'update',
      group: 'apps',
      resource: 'deployments',
      subresource: 'scale',
      namespace: 'team',
      name: 'web',
    },
    { user, verb: 'get', group: '', resource: '', path: '/healthz' },
  ])
})
