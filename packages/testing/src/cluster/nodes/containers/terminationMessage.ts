import type { ContainerLog } from '../../containers/ContainerLog.ts'
import type { Machine } from '../../machine/Machine.ts'
import type { Container } from '../Pod.ts'

interface End {
  readonly container: Container
  readonly path: string
  readonly exitCode: number
  readonly log: ContainerLog
}

/** The longest that a status takes, in bytes, and the most of a log that stands in for it. */
const longest = 4096
const ofLog = { lines: 80, bytes: 2048 }

/**
 * What a container left to say about its end.
 * https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
 */
export async function terminationMessage(machine: Machine, { container, path, exitCode, log }: End): Promise<string> {
  const own = machine.files.exists(path) ? machine.files.read(path) : new Uint8Array()
  if (own.length > 0) return new TextDecoder().decode(own.subarray(0, longest))
  if (container.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return ''
  const chunks: Uint8Array[] = []
  for await (const chunk of log.read({ tailLines: ofLog.lines })) chunks.push(chunk)
  return Buffer.concat(chunks).subarray(-ofLog.bytes).toString()
}
