const levels = ['INFO ', 'INFO ', 'INFO ', 'DEBUG', 'WARN ', 'ERROR']
const paths = ['/api/v1/projects', '/api/v1/environments/pr-1042', '/healthz', '/assets/main-3f9a1c.js']

/** The line of a number, from 0: about a hundred characters, one in ten with colours, always the same. */
export function makeLine(number: number): string {
  const level = levels[(number * 7) % levels.length] ?? 'INFO '
  const path = paths[(number * 13) % paths.length] ?? '/'
  const id = ((number * 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
  const words = number % 10 === 0 ? `\x1b[32mserved\x1b[0m \x1b[1mGET\x1b[0m` : 'served GET'
  return `${level} [http] ${words} ${path} status=200 duration=${number % 97}ms request=${id}${id} line=${number};`
}

/** What the line of a number has and no other has. */
export function markOf(number: number): string {
  return `line=${number};`
}
