import { z } from 'zod'

/** One line of a container's log. */
export const logLineSchema = z.object({
  /** When the kubelet took the line, RFC 3339 with up to nanoseconds. */
  time: z.string(),
  pod: z.string(),
  container: z.string(),
  /** The line without its newline, escape sequences and all. */
  text: z.string(),
})

/** `event: lines`: lines in order, batched. */
export const linesEventSchema = z.object({ lines: z.array(logLineSchema) })

export const logStates = ['waiting', 'streaming', 'rotated', 'container-restarted', 'ended', 'gone'] as const

/** `event: state`: what became of a container's log; a gap is given by its time range. */
export const logStateEventSchema = z.object({
  state: z.enum(logStates),
  pod: z.string().optional(),
  container: z.string().optional(),
  reason: z.string().optional(),
  gap: z.object({ from: z.string(), to: z.string() }).optional(),
})

export type LogLine = z.output<typeof logLineSchema>
export type LinesEvent = z.output<typeof linesEventSchema>
export type LogState = (typeof logStates)[number]
export type LogStateEvent = z.output<typeof logStateEventSchema>
/** An event of a log stream with the opaque cursor to resume after it. */
export type LogEvent =
  { event: 'lines'; id: string; data: LinesEvent } | { event: 'state'; id: string; data: LogStateEvent }
