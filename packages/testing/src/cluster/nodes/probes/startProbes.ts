import type { Clock } from '../../clock/Clock.ts'
import type { ContainerRun } from '../containers/ContainerRun.ts'
import type { Probe } from '../Pod.ts'
import { runProbe } from './runProbe.ts'

export type ProbeKind = 'Startup' | 'Liveness' | 'Readiness'

export interface ProbesOptions {
  readonly clock: Clock
  readonly ip: string
  /** Whether it is ready, or has started, is another than before. */
  readonly onChange: () => void
  /** A probe has failed once more. */
  readonly onFailure: (kind: ProbeKind, output: string) => void
  /** It has failed so often that the container has to be restarted. */
  readonly onUnhealthy: (kind: ProbeKind, probe: Probe) => void
}

/**
 * Looks after a container as its probes say, until it has ended or this is disposed of.
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function startProbes(run: ContainerRun, options: ProbesOptions): Disposable {
  const { clock, ip, onChange, onFailure, onUnhealthy } = options
  const { container } = run
  const ended = new AbortController()
  const { livenessProbe, readinessProbe, startupProbe } = container

  function afterStart(): void {
    if (livenessProbe !== undefined) void repeat('Liveness', livenessProbe)
    if (readinessProbe !== undefined) void repeat('Readiness', readinessProbe)
  }

  /** Ends when there is nothing more to find out. */
  async function repeat(kind: ProbeKind, probe: Probe): Promise<void> {
    const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1, failureThreshold = 3 } = probe
    const isOver = () => ended.signal.aborted || run.ended !== undefined
    let streak = { isSuccess: true, length: 0 }
    const pause = (seconds: number) => clock.sleep(seconds * 1000, { signal: ended.signal }).catch(() => undefined)
    for (await pause(initialDelaySeconds); !isOver(); await pause(periodSeconds)) {
      const result = await look(kind, probe)
      if (isOver()) return
      if (result === undefined) continue
      const { isSuccess, output } = result
      streak = { isSuccess, length: streak.isSuccess === isSuccess ? streak.length + 1 : 1 }
      if (!isSuccess) onFailure(kind, output)
      if (streak.length < (isSuccess ? successThreshold : failureThreshold)) continue
      if (kind === 'Readiness') setReady(isSuccess)
      else if (!isSuccess) return onUnhealthy(kind, probe)
      else if (kind === 'Startup') return setStarted()
    }
  }

  async function look(kind: ProbeKind, probe: Probe) {
    const { running } = run
    if (running === undefined) return undefined
    const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000
    try {
      return await runProbe(probe, { clock, container, running, ip, timeoutMs })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      onFailure(kind, `errored and resulted in unknown state: ${why}`)
      return undefined
    }
  }

  function setReady(isReady: boolean): void {
    if (run.isReady === isReady) return
    run.isReady = isReady
    onChange()
  }

  function setStarted(): void {
    run.isStarted = true
    run.isReady = readinessProbe === undefined
    onChange()
    afterStart()
  }

  if (startupProbe === undefined) afterStart()
  else void repeat('Startup', startupProbe)
  return { [Symbol.dispose]: () => ended.abort() }
}
