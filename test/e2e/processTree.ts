import { execFileSync } from 'node:child_process'

/** A process and all that descend from it, in whatever group or session they are. */
export function processTree(root: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const found = [root]
  for (const parent of found) found.push(...rows.filter(([, ppid]) => ppid === parent).map(([pid = 0]) => pid))
  return found
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
