import { randomBytes } from 'node:crypto'
import type { ControllerContext } from '../../api/Controller.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { toMicroTime } from '../timestamps.ts'

interface SchedulerNote {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly action: 'Binding' | 'Scheduling'
}

/** Writes Events the newer way, which the scheduler alone uses: one time, and no count. */
export function createSchedulerEvents({ api, clock }: ControllerContext) {
  return {
    record({ apiVersion, kind, metadata }: KubernetesObject, { action, ...note }: SchedulerNote): void {
      const { name, namespace = 'default', uid, resourceVersion } = metadata
      const event = {
        ...{ apiVersion: 'v1', kind: 'Event' },
        metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace },
        involvedObject: { apiVersion, kind, name, namespace, uid, resourceVersion },
        ...note,
        ...{ action, eventTime: toMicroTime(clock.now()), firstTimestamp: null, lastTimestamp: null, source: {} },
        ...{ reportingComponent: 'default-scheduler', reportingInstance: 'default-scheduler-catalyst' },
      }
      // An Event that can not be written is no reason to fail.
      void api.create('events', event).catch(() => undefined)
    },
  }
}
