/** One line of a table: ours, the peer in the same run, and what is better. */
export interface Row {
  what: string
  unit: string
  ours: number
  peer: number
  /** Whether more is better. */
  more: boolean
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  const [low = NaN, high = NaN] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1)
  return (low + high) / 2
}

export function toTable(title: string, peer: string, rows: readonly Row[]): string {
  const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
  const lines = rows.map(({ what, unit, ours, peer: other, more }) => {
    const ratio = `${(ours / other).toFixed(2)} (${more ? 'more' : 'less'} is better)`
    return `| ${what} | ${round(ours)} ${unit} | ${round(other)} ${unit} | ${ratio} |`
  })
  return [`### ${title}`, '', `| | ours | ${peer} | ours / peer |`, '| --- | --- | --- | --- |', ...lines, ''].join(
    '\n',
  )
}
