import type { LogBuffer } from '../components/log-viewer/LogBuffer.ts'
import type { LogConnection, LogStatus } from '../components/log-viewer/LogStatus.ts'

/** What is known of a log that is followed. Stable until it changes. */
export interface LogFollowerState {
  status: LogStatus
  connection: LogConnection
  /**
   * Where the lines are: a store outside of React, so that a fast log renders nothing but what shows it. `undefined` until
   * the code of it is loaded, which begins with the first log of a page.
   */
  buffer: LogBuffer | undefined
}

export const initialLogState: LogFollowerState = {
  status: { state: 'connecting' },
  connection: { state: 'live' },
  buffer: undefined,
}
