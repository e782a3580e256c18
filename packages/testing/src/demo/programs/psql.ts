import type { Program } from '../../cluster/machine/Process.ts'

const products = [
  ['4711', 'Teapot, cast iron', '39.00'],
  ['4712', 'Cup, stoneware', '12.50'],
  ['4713', 'Tray, oak', '54.00'],
] as const

/** `psql -c <statement>`: knows a handful of statements about a database that looks real. */
export const psql: Program = async ({ argv, stdout, stderr }) => {
  const print = (text: string) => stdout.write(new TextEncoder().encode(text))
  const statement = argv[argv.indexOf('-c') + 1] ?? ''
  if (argv.includes('--version') || argv.includes('-V')) await print('psql (PostgreSQL) 18.1\n')
  else if (!argv.includes('-c')) return refuse('psql: give a statement: psql -c "select count(*) from orders"\n')
  else if (/\\dt/.test(statement)) await print(tables)
  else if (/count\(\*\)/i.test(statement)) await print(table(['count'], [['18204']]))
  else if (/version\(\)/i.test(statement)) await print(table(['version'], [['PostgreSQL 18.1 on x86_64-pc-linux-gnu']]))
  else if (/from\s+products/i.test(statement)) await print(table(['id', 'name', 'price'], products))
  else if (/^\s*select\s+\d+\s*;?\s*$/i.test(statement))
    await print(table(['?column?'], [[/\d+/.exec(statement)?.[0] ?? '']]))
  else {
    const name = /(?:from|into|update)\s+(\w+)/i.exec(statement)?.[1]
    return refuse(
      name === undefined
        ? `ERROR:  syntax error at or near "${statement.split(' ')[0]}"\n`
        : `ERROR:  relation "${name}" does not exist\n`,
    )
  }
  return 0

  async function refuse(text: string): Promise<number> {
    await stderr.write(new TextEncoder().encode(text))
    return 1
  }
}

const tables = `         List of tables
 Schema |   Name    | Type  |  Owner
--------+-----------+-------+----------
 public | customers | table | catalyst
 public | orders    | table | catalyst
 public | products  | table | catalyst
(3 rows)

`

/** As psql draws a result. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)))
  const centre = (text: string, width: number) => text.padStart(Math.floor((width + text.length) / 2)).padEnd(width)
  return [
    heads.map((head, column) => ` ${centre(head, widths[column] ?? 0)} `).join('|'),
    widths.map((width) => '-'.repeat(width + 2)).join('+'),
    ...rows.map((row) => row.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|')),
    `(${rows.length} row${rows.length === 1 ? '' : 's'})\n\n`,
  ].join('\n')
}
