import { setTimeout as sleep } from 'node:timers/promises'
import {
  createResourceClient,
  isAlreadyExists,
  isConflict,
  isNotFound,
  leases,
  type Lease,
} from '@catalyst/kubernetes-client'
import type { LeaderElectorOptions } from './LeaderElectorOptions.ts'
import { microTime, readLease } from './LeaseRecord.ts'

/** How leading came to its end. */
export type Reign = 'released' | 'lost'

export interface LeaderElector {
  /**
   * Whether this candidate leads at present, by its own clocks and not by what its timers have told yet: a process that was
   * stopped for a while, or whose machine was, is no leader from the moment it goes on, before anything else runs in it.
   */
  readonly isLeader: boolean
  /**
   * Waits until it is this candidate's turn, then leads: renews the Lease until the signal is aborted, and gives it back.
   * When it can't be renewed in time, the signal given to `lead` is aborted and the answer is `lost`: whoever led has to
   * stop at once, because another one begins.
   */
  run: (lead: (signal: AbortSignal) => Promise<void>, options: { signal: AbortSignal }) => Promise<Reign>
}

/**
 * Elects one of several candidates by a Lease, as client-go does: a Lease is free when it has not changed for its duration
 * by the candidate's own clock, so the clocks of candidates need not agree.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export function createLeaderElector(options: LeaderElectorOptions): LeaderElector {
  const { kubeConfig, namespace, name, identity, onError } = options
  const { leaseDurationMs = 15_000, renewDeadlineMs = 10_000, retryPeriodMs = 2000 } = options
  if (!(leaseDurationMs > renewDeadlineMs && renewDeadlineMs > retryPeriodMs))
    throw new RangeError(
      'A Lease has to last longer than its renewal may take, and that longer than the time between tries.',
    )
  const client = createResourceClient(leases, { kubeConfig, fieldManager: 'catalyst-operator', throttleRetries: 0 })
  let observed = { stamp: '', at: 0 }
  let isLeader = false
  let renewed = moment()

  /**
   * One try to take the Lease or to keep it. Somebody else can have written it meanwhile, which is no answer yet. Who leads
   * only keeps it: where another one has had it since, even one that has given it back, what is under way here is outdated.
   */
  async function tryHold(signal: AbortSignal, isLeading = false): Promise<'held' | 'taken' | 'overwritten'> {
    const call = { signal, timeoutMs: renewDeadlineMs / 2 }
    const startedAt = moment()
    try {
      const lease = await client.get({ namespace, name }, call)
      const { holder, durationMs, transitions, stamp } = readLease(lease)
      if (stamp !== observed.stamp) observed = { stamp, at: performance.now() }
      const isMine = holder === identity
      const isFree = holder === '' || performance.now() - observed.at >= Math.max(durationMs, leaseDurationMs)
      if (!isMine && (isLeading || !isFree)) return 'taken'
      const spec = { ...held(), leaseTransitions: isMine ? transitions : transitions + 1 }
      const acquireTime = isMine ? lease.spec?.acquireTime : spec.renewTime
      const written = await client.update({ ...lease, spec: { ...lease.spec, ...spec, acquireTime } } as Lease, call)
      observed = { stamp: readLease(written).stamp, at: performance.now() }
      renewed = startedAt
      return 'held'
    } catch (error) {
      if (isNotFound(error)) return create(call)
      if (isConflict(error)) return 'overwritten'
      throw error
    }
  }

  async function create(call: { signal: AbortSignal; timeoutMs: number }): Promise<'held' | 'overwritten'> {
    const spec = held()
    const metadata = { name, namespace }
    const startedAt = moment()
    try {
      await client.create({ metadata, spec: { ...spec, acquireTime: spec.renewTime, leaseTransitions: 0 } }, call)
      renewed = startedAt
      return 'held'
    } catch (error) {
      if (isAlreadyExists(error)) return 'overwritten'
      throw error
    }
  }

  function held() {
    const renewTime = microTime(new Date())
    return { holderIdentity: identity, leaseDurationSeconds: Math.ceil(leaseDurationMs / 1000), renewTime }
  }

  async function acquire(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const answer = await tryHold(signal).catch((error: unknown) => {
        if (!signal.aborted) onError?.(error)
        return 'overwritten'
      })
      if (answer === 'held') return true
      await pause(signal)
    }
    return false
  }

  /** @returns when the Lease could not be renewed in time, or somebody else has it, or the signal is aborted. */
  async function keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && performance.now() - renewed.at < renewDeadlineMs) {
      await pause(signal)
      if (signal.aborted) return
      const leftMs = Math.max(1, Math.round(renewDeadlineMs - (performance.now() - renewed.at)))
      const attempt = AbortSignal.any([signal, AbortSignal.timeout(leftMs)])
      try {
        if ((await tryHold(attempt, true)) === 'taken') return
      } catch (error) {
        if (!signal.aborted) onError?.(error)
      }
    }
  }

  async function release(): Promise<void> {
    const lease = await client.get({ namespace, name }, { timeoutMs: retryPeriodMs })
    if (readLease(lease).holder !== identity) return
    const spec = { ...lease.spec, holderIdentity: '', leaseDurationSeconds: 1, renewTime: microTime(new Date()) }
    await client.update({ ...lease, spec }, { timeoutMs: retryPeriodMs })
  }

  /** A little different for each, so that candidates don't stay in step. */
  function pause(signal: AbortSignal): Promise<void> {
    return sleep(retryPeriodMs * (1 + Math.random() * 0.2), undefined, { signal }).catch(() => undefined)
  }

  return {
    get isLeader() {
      // A machine that was suspended may show it on the wall clock alone; a clock that was set costs a wait for the next renewal.
      const agesMs = [performance.now() - renewed.at, Date.now() - renewed.wall]
      return isLeader && agesMs.every((ms) => ms < renewDeadlineMs)
    },
    async run(lead, { signal }) {
      if (!(await acquire(signal))) return 'released'
      isLeader = true
      const reign = new AbortController()
      const leading = lead(reign.signal)
      try {
        // What fails on its own must not be renewed for.
        await Promise.race([keep(AbortSignal.any([signal, reign.signal])), leading])
        const wasAsked = signal.aborted
        isLeader = false
        reign.abort()
        await leading
        // Only whoever has stopped may let the next one begin.
        if (wasAsked) await release().catch((error: unknown) => onError?.(error))
        return wasAsked ? 'released' : 'lost'
      } finally {
        isLeader = false
        reign.abort()
      }
    },
  }
}

function moment(): { at: number; wall: number } {
  return { at: performance.now(), wall: Date.now() }
}
