import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ProxyMetrics } from './ProxyMetrics.ts'

const docs = new URL('../../../../docs/operations.md', import.meta.url)

/** The cells of the tables' rows that begin with a name of ours. */
async function documented(): Promise<string[][]> {
  const rows = (await readFile(docs, 'utf8'))
    .split('\n')
    .filter((line) => /^\| `catalyst_\w+` +\| (counter|gauge|hist)/.test(line))
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

test('docs/operations.md lists the metrics that there are, with their labels and meanings', async () => {
  const registered = new ProxyMetrics()
    .describe()
    .map(({ name, type, labels, help }) => [
      `\`${name}\``,
      type,
      labels.map((label) => `\`${label}\``).join(', '),
      help,
    ])
  expect((await documented()).sort()).toEqual(registered.sort())
})

test('alerts are about metrics that there are', async () => {
  const known = new ProxyMetrics().describe().map(({ name }) => name)
  const used = [...(await readFile(docs, 'utf8')).matchAll(/catalyst_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  )
  expect(used.filter((name) => !known.includes(name))).toEqual([])
})
