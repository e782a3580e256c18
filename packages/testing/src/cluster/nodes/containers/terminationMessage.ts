import type { Machine } from '../../machine/Machine.ts'
import type { Container } from '../Pod.ts'

/** The longest that a status takes, in bytes. */
const longest = 4096

/**
 * What a container left to say about its end.
 * https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
 */
export function terminationMessage(
  machine: Machine,
  { path }: { container: Container; path: string; exitCode: number },
) {
  if (!machine.files.exists(path)) return ''
  return new TextDecoder().decode(machine.files.read(path).subarray(0, longest))
}
