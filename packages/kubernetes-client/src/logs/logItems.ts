import type { LogStateEvent } from '@catalyst/api'
import type { LogPosition } from './LogPosition.ts'

/** Where a container's log is to be resumed. */
export interface ContainerPosition extends LogPosition {
  containerId: string
}

/** One thing in the log of one container, in file order. */
export type LogItem =
  | ({ kind: 'line'; text: string } & ContainerPosition)
  | { kind: 'state'; event: LogStateEvent; position?: ContainerPosition | undefined }

export interface SourcedItem<TSource> {
  source: TSource
  item: LogItem
}
