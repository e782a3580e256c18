/** What somebody might write into a widget, and what it replaces. */
export interface WidgetCase {
  title: string
  spec?: unknown
  before?: object
}

const one = (title: string, fields: object): WidgetCase => ({ title, spec: { size: 1, ...fields } })
const rules = (title: string, fields: object): WidgetCase => one(title, { rules: fields })
const change = (title: string, before: object, after: object): WidgetCase => ({
  title,
  before: { size: 1, ...before },
  spec: { size: 1, ...after },
})

export const widgetCases: WidgetCase[] = [
  one('the least there can be', {}),
  { title: 'nothing that is required', spec: {} },
  { title: 'no spec' },
  { title: 'a text for an object', spec: 'x' },
  { title: 'a list for an object', spec: [] },
  { title: 'a size that is text', spec: { size: '1' } },
  { title: 'a size that is a fraction', spec: { size: 1.5 } },
  { title: 'a size that is too small', spec: { size: 0 } },
  { title: 'a size that is too large', spec: { size: 10 } },
  one('a ratio at its exclusive bound', { ratio: 0 }),
  one('a ratio that is a fraction', { ratio: 0.7 }),
  one('a ratio that is whole', { ratio: 2 }),
  one('an odd number', { even: 3 }),
  one('a colour that is none', { colour: 'green' }),
  one('a title that is too short', { title: 'a' }),
  one('a title that is too long and wrong', { title: 'ABCDEF' }),
  one('a title of wide letters', { title: '😀😀😀' }),
  one('times', { when: '2024-01-01T00:00:00Z', date: '2024-01-01', day: '5m' }),
  one('times that are none', { when: 'now', date: '2024-13-01', day: 'long' }),
  one('formats', {
    address: '10.0.0.1',
    link: 'https://a.b/c',
    bytes: 'YQ==',
    id: '6b7f1a4e-5f0c-4c1e-9d55-1f0f2b9a7c11',
  }),
  one('formats that are wrong', { address: '10.0.0', link: 'a b', bytes: '!', id: 'x' }),
  one('a port by number', { port: 80 }),
  one('a port by name', { port: 'http' }),
  one('a port that is neither', { port: true }),
  one('nulls', { maybe: null, never: null, colour: null, count: null }),
  one('a tag that is twice there', { tags: ['a', 'b', 'a'] }),
  one('too many tags', { tags: ['a', 'b', 'c', 'd'] }),
  one('a tag that is a number', { tags: ['a', 1] }),
  one('a pair of one', { pair: [1] }),
  one('parts of different zones', { parts: [{ name: 'a' }, { name: 'a', zone: 'b' }] }),
  one('parts that are the same by default', { parts: [{ name: 'a' }, { name: 'a', zone: 'a' }] }),
  one('a part without name', { parts: [{ weight: 1 }] }),
  one('a part that weighs nothing', {
    parts: [
      { name: 'a', weight: 1 },
      { name: 'b', weight: 0 },
    ],
  }),
  one('no labels', { labels: {} }),
  one('too many labels', { labels: { a: '1', b: '2', c: '3' } }),
  one('a label that is too long', { labels: { 'a.b/c': 'x'.repeat(21) } }),
  one('fields that nobody knows', { unknown: 1, free: { known: 1, other: { a: [1] } }, choice: { a: 'x', c: 1 } }),
  one('a known field among free ones that is wrong', { free: { known: 'x' } }),
  one('both of two choices', { choice: { a: 'x', b: 'y' } }),
  one('none of two choices', { choice: {} }),
  one('any of two', { any: 'yes' }),
  one('none of any', { any: 'z' }),
  one('what may not be', { not: 'no' }),
  rules('low above high', { low: 2, high: 1 }),
  rules('a division by zero', { low: 0 }),
  rules('names that are words of the language', { 'dash-ed': 'x', namespace: 'x' }),
  rules('a time that is over', { until: '2023-01-01T00:00:00Z' }),
  rules('a wait that is too long', { wait: '2h' }),
  rules('a first value that is not the first', { once: 'second' }),
  rules('a first value', { once: 'first' }),
  rules('too much', { amount: '2Gi' }),
  rules('an amount that is none', { amount: 'lots' }),
  rules('words out of order', { words: ['b', 'a1'] }),
  rules('a value of a map', { map: { a: 'v1', 'b.c': 'x' } }),
  rules('an error that stops rules, and one that does not', { low: 'x', high: 1, words: ['b', 'a'] }),
  change('a change of what is fixed', { rules: { fixed: 'a' } }, { rules: { fixed: 'b' } }),
  change('what is fixed is taken away', { rules: { fixed: 'a' } }, { rules: {} }),
  change('what grows, shrinks', { rules: { grows: 3 } }, { rules: { grows: 2 } }),
  change('a second value', { rules: { once: 'first' } }, { rules: { once: 'second' } }),
  change(
    'a part becomes heavier than nothing',
    { parts: [{ name: 'a', weight: 1 }] },
    { parts: [{ name: 'a', weight: -1 }] },
  ),
]
