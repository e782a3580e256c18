import { z } from 'zod'
import { problemSchema } from '../problems/problemSchema.ts'

const watchedObjectSchema = z.record(z.string(), z.unknown())

/** `event: snapshot`: the whole truth for a topic; replaces what the client holds. */
export const snapshotEventSchema = z.object({
  topic: z.string(),
  items: z.array(watchedObjectSchema),
  resourceVersion: z.string(),
})

/** `event: change`: one change, never before its topic's snapshot. */
export const changeEventSchema = z.object({
  topic: z.string(),
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
  object: watchedObjectSchema,
})

/** `event: sync`: the upstream of a topic was lost or is back. A client that resumes gets one behind what it missed. */
export const syncEventSchema = z.object({
  topic: z.string(),
  state: z.enum(['live', 'stale']),
  /** Since when the state holds. */
  since: z.iso.datetime(),
  reason: z.string().optional(),
})

/** `event: failure`: this topic can't be served; the others go on, and it is retried. */
export const failureEventSchema = z.object({ topic: z.string(), problem: problemSchema })

/** Every event of `GET /stream`, by the name that its `event:` line carries. */
export const streamEventSchemas = {
  snapshot: snapshotEventSchema,
  change: changeEventSchema,
  sync: syncEventSchema,
  failure: failureEventSchema,
} as const

export type SnapshotEvent = z.output<typeof snapshotEventSchema>
export type ChangeEvent = z.output<typeof changeEventSchema>
export type SyncEvent = z.output<typeof syncEventSchema>
export type FailureEvent = z.output<typeof failureEventSchema>
export type StreamEventName = keyof typeof streamEventSchemas

/** An event of the stream with its name and the opaque cursor to resume after it. */
export type StreamEvent =
  | { event: 'snapshot'; id: string; data: SnapshotEvent }
  | { event: 'change'; id: string; data: ChangeEvent }
  | { event: 'sync'; id: string; data: SyncEvent }
  | { event: 'failure'; id: string; data: FailureEvent }
