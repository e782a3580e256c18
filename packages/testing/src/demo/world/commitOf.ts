import { createHash } from 'node:crypto'

/** The last commit of a branch of a project's repository: 40 hexadecimal digits, the same in every run. */
export function commitOf(project: string, branch: string): string {
  return createHash('sha1').update(`${project}\n${branch}`).digest('hex')
}
