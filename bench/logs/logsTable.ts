import type { LogCost, LogFailure } from './LogCost.ts'

/** The figures as a table in Markdown, a contender in each row. */
export function logsTable(title: string, costs: readonly (LogCost | LogFailure)[]): string {
  const ours = costs.find((cost) => 'loadMs' in cost)
  const rows = costs.map((cost) => {
    if ('problem' in cost) return `| ${cost.contender} | ${cost.problem} |${' |'.repeat(7)}`
    const { contender, lines, textBytes, loadMs, lagMs } = cost
    const rate = loadMs === undefined ? 'not in a minute' : `${ms(loadMs)} (${Math.round(lines / loadMs)} lines a ms)`
    const ratio = loadMs === undefined || ours?.loadMs === undefined ? '' : (loadMs / ours.loadMs).toFixed(1)
    return `| ${[
      contender,
      rate,
      ratio,
      tasks(cost.loadTasks),
      `${(cost.heapBytes / 1e6).toFixed(0)} MB, ${(cost.heapBytes / textBytes).toFixed(2)} × the text`,
      `${(cost.dropped * 100).toFixed(0)} %; ${tasks(cost.scrollTasks)}`,
      lagMs === undefined ? 'not in a minute' : ms(Math.max(0, lagMs)),
      tasks(cost.streamTasks),
      `${(cost.streamMainThread * 100).toFixed(0)} %`,
    ].join(' | ')} |`
  })
  return [
    `### ${title}`,
    '',
    '| | all at once | × ours | tasks ≥ 50 ms | heap | frames missed in scrolling; tasks | at a rate: late by | tasks ≥ 50 ms | main thread |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function tasks(durations: readonly number[]): string {
  return durations.length === 0 ? 'none' : `${durations.length}, up to ${ms(Math.max(...durations))}`
}
