import type { ListResult } from './benchList.ts'

/** The figures as a table in Markdown. */
export function listTable(title: string, result: ListResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const tasks = (durations: readonly number[]) =>
    durations.length === 0 ? 'none' : `${durations.length}, up to ${Math.max(...durations).toFixed(0)} ms`
  const rows = result.costs.map(
    ({ what, mainThread, renderer, longTasks, parts, seconds, changes }) =>
      `| ${what} | ${(changes / seconds).toFixed(0)} | ${percent(mainThread)} | ${percent(renderer)} | ${tasks(longTasks)} | ` +
      `${parts.script.toFixed(0)}, ${parts.style.toFixed(0)}, ${parts.layout.toFixed(0)} ms |`,
  )
  return [
    `### ${title}`,
    '',
    '| | changes a second | main thread, of a core | whole renderer | tasks of 50 ms and more | script, style, layout a second |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `First row after ${result.firstRowMs.toFixed(0)} ms; tasks of 50 ms and more until all were there: ${tasks(result.longTasksOfStart)}.`,
    `${result.rowsInPage} rows in the page. At the end it said ${result.isRight ? 'what the server had' : 'SOMETHING ELSE than the server had'}.`,
    '',
  ].join('\n')
}
