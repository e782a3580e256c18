/** Which time stands before a line: none, that of the reader's time zone, UTC, or how long ago it was. */
export type LogTimestamps = 'off' | 'local' | 'utc' | 'relative'

/** What a line says of where it comes from: nothing, its container, or its pod and container. */
export type LogSourceLabels = 'one' | 'containers' | 'pods'

/** Everything that decides how a line looks, on the screen and when it is copied. A plain value, fit for storage. */
export interface LogLook {
  /** @default 'local' */
  timestamps: LogTimestamps
  /** Whether long lines go on below instead of to the side. @default false */
  wrap: boolean
  /** Whether each line has its number, which is also the link to it. @default false */
  lineNumbers: boolean
  /** Whether a line that is a JSON object is shown as its message and fields. @default true */
  json: boolean
  /** @default 'one' */
  sources: LogSourceLabels
}

export const defaultLook: LogLook = {
  timestamps: 'local',
  wrap: false,
  lineNumbers: false,
  json: true,
  sources: 'one',
}
