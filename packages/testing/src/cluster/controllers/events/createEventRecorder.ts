import { randomBytes } from 'node:crypto'
import type { ControllerContext } from '../../api/Controller.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { toTimestamp } from '../timestamps.ts'
import { createEventFilter } from './createEventFilter.ts'

export interface EventNote {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** The part of the object that it is about: `spec.containers{web}`. */
  readonly fieldPath?: string | undefined
}

/** Writes Events about objects. What can not be written is lost, as an Event is no reason to fail. */
export interface EventRecorder {
  record(about: KubernetesObject, note: EventNote): void
}

export interface EventSource {
  readonly component: string
  readonly host?: string | undefined
}

/** Records as client-go's recorder does: the same again counts up, and too many become fewer. */
export function createEventRecorder({ api, clock }: ControllerContext, source: EventSource): EventRecorder {
  const filter = createEventFilter(clock)

  async function write(about: KubernetesObject, note: EventNote): Promise<void> {
    const { metadata, apiVersion, kind } = about
    const { name, uid, resourceVersion } = metadata
    const namespace = metadata.namespace ?? 'default'
    const correlated = filter.correlate(uid, note)
    if (correlated === undefined) return
    const { message, count, known } = correlated
    const lastTimestamp = toTimestamp(clock.now())
    if (known !== undefined && api.get('events', { namespace, name: known }) !== undefined) {
      await api.patch('events', { namespace, name: known }, { count, lastTimestamp, message })
      return
    }
    const event = await api.create('events', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace },
      involvedObject: {
        ...{ apiVersion, kind, name, uid, resourceVersion },
        ...(metadata.namespace !== undefined && { namespace }),
        ...(note.fieldPath !== undefined && { fieldPath: note.fieldPath }),
      },
      reason: note.reason,
      message,
      type: note.type,
      ...{ count: 1, eventTime: null, firstTimestamp: lastTimestamp, lastTimestamp },
      source,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    })
    correlated.remember(event.metadata.name)
  }

  return {
    record: (about, note) => void write(about, note).catch(() => undefined),
  }
}
