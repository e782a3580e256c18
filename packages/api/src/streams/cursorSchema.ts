import { z } from 'zod'

/**
 * What the opaque cursor of a watch stream holds: for each topic the position before the oldest change still owed to the
 * client. Clients send it back as it is (`Last-Event-ID`); only the proxy reads it.
 */
export const streamCursorSchema = z.record(
  z.string(),
  z.object({ resourceVersion: z.string(), epoch: z.string().optional() }),
)

/**
 * What the opaque cursor of a log holds, per `pod/container`: which run of the container, the time of the last line sent,
 * and its ordinal among the lines of that time.
 */
export const logCursorSchema = z.record(
  z.string(),
  z.object({ containerId: z.string(), time: z.string(), ordinal: z.int().min(0) }),
)

export type StreamCursor = z.output<typeof streamCursorSchema>
export type LogCursor = z.output<typeof logCursorSchema>
