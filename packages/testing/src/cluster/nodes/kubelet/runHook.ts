import { CommandNotFoundError } from '../../machine/CommandNotFoundError.ts'
import type { ContainerRun } from '../containers/ContainerRun.ts'
import type { ProbeHandler } from '../Pod.ts'
import { runProbe } from '../probes/runProbe.ts'
import type { KubeletContext } from './KubeletContext.ts'

/** The longest that a hook may take, in milliseconds: as long as anybody waits for its pod. */
const longest = 3600_000

/** Runs a hook of a container's life; false when it failed. */
export async function runHook(
  { clock }: KubeletContext,
  { running, container }: ContainerRun,
  hook: ProbeHandler | undefined,
): Promise<boolean> {
  if (hook === undefined || running === undefined) return true
  if (hook.sleep !== undefined) {
    await clock.sleep(hook.sleep.seconds * 1000)
    return true
  }
  try {
    const { isSuccess } = await runProbe(hook, { clock, container, running, ip: '', timeoutMs: longest })
    return isSuccess
  } catch (error) {
    if (error instanceof CommandNotFoundError) return false
    throw error
  }
}
