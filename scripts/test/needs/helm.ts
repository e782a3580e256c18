import { join } from 'node:path'
import { runCommand } from '../runCommand.ts'

const script = join(import.meta.dirname, '../../helm.sh')

/** Helm, built before the tests because a first build takes minutes and says what it does. */
export async function helm(signal: AbortSignal): Promise<string | undefined> {
  const { code } = await runCommand(['bash', script, 'version', '--short'], { signal })
  return code === 0 ? undefined : 'needs Go for a first build of Helm'
}
