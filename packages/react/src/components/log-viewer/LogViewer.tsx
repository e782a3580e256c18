import type { LogLine } from '@catalyst/api'
import type { LogTarget } from '@catalyst/sdk'
import { forwardRef, useState } from 'react'
import { useLogs } from '../../hooks/useLogs.ts'
import { useControlled } from '../../internals/useControlled.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import { LogBuffer } from './LogBuffer.ts'
import { LogView, type LogViewProps } from './LogView.tsx'
import { saveFile } from './saveFile.ts'
import { timeBeforeLine } from './timeBeforeLine.ts'
import { useLinesBuffer } from './useLinesBuffer.ts'

type ViewProps = Omit<
  LogViewProps,
  'buffer' | 'status' | 'connection' | 'onRetry' | 'onClear' | 'onLoadLine' | 'isSinceLine'
>

export interface FollowedLogProps extends ViewProps {
  /** Whose log: `{namespace, pod}`, or `{namespace, environment}` for all pods of an environment. */
  target: LogTarget
  /** Goes on with new lines. @default true */
  follow?: boolean | undefined
  /** Lines that are kept; above it the oldest go. @default 1_000_000 */
  limit?: number | undefined
}

export interface GivenLogProps extends ViewProps, Pick<LogViewProps, 'status' | 'connection' | 'onRetry'> {
  /** The lines to show; a longer array that begins with the same lines adds to them. */
  lines: readonly LogLine[]
}

/** A log that is followed, or lines that are there already. */
export type LogViewerProps = FollowedLogProps | GivenLogProps

/**
 * The log of a pod or of a whole environment: follows it through lost connections, restarts and rotation, with a choice of
 * containers, backlog and previous run. Needs a `CatalystProvider` unless `lines` are given. The reader's choices are kept inside
 * until you listen for them (`onContainerChange`, `onTailLinesChange`, `onSinceSecondsChange`, `onPreviousChange`, `onLookChange`,
 * `onFilterChange`, `onLineChange`). With a `line` it opens there: it loads what was written since shortly before it.
 * Renders a `<section>`, with the attributes that `LogView` tells of; give it a height.
 */
export const LogViewer = withBoundary(
  forwardRef<HTMLElement, LogViewerProps>(function LogViewer(props, ref) {
    return 'target' in props ? <FollowedLog ref={ref} {...props} /> : <GivenLog ref={ref} {...props} />
  }),
)

const GivenLog = forwardRef<HTMLElement, GivenLogProps>(function GivenLog({ lines, ...viewProps }, ref) {
  return <LogView ref={ref} buffer={useLinesBuffer(lines)} status={complete} {...viewProps} />
})

const complete = { state: 'complete' } as const

const FollowedLog = forwardRef<HTMLElement, FollowedLogProps>(function FollowedLog(props, ref) {
  const { target, follow = true, limit, ...viewProps } = props
  const [container, setContainer] = useControlled(props.container, props.onContainerChange)
  const [tailLines, setTailLines] = useControlled('tailLines' in props ? props.tailLines : 500, props.onTailLinesChange)
  const [sinceSeconds, setSinceSeconds] = useControlled(props.sinceSeconds, props.onSinceSecondsChange)
  const [previous, setPrevious] = useControlled(props.previous ?? false, props.onPreviousChange)
  const [sinceTime, setSinceTime] = useState(() => timeBeforeLine(props.line))
  const begin = sinceTime === undefined ? { tailLines, sinceSeconds } : { sinceTime }
  const client = useCatalystClient()
  const log = useLogs(target, { container, ...begin, previous, follow: follow && !previous, limit })
  const [empty] = useState(() => new LogBuffer())
  const fileName = props.fileName ?? `${'pod' in target ? target.pod : target.environment}.log`
  const whole = { container, previous, timestamps: true }
  return (
    <LogView
      ref={ref}
      fileName={fileName}
      downloadUrl={client.logUrl(target, whole)}
      onDownloadAll={
        client.needsHeaders ? async () => saveFile(await client.logBlob(target, whole), fileName) : undefined
      }
      {...viewProps}
      buffer={log.buffer ?? empty}
      status={log.status}
      connection={log.connection}
      container={container}
      onContainerChange={setContainer}
      tailLines={begin.tailLines}
      onTailLinesChange={(next) => {
        setSinceTime(undefined)
        setTailLines(next)
      }}
      sinceSeconds={begin.sinceSeconds}
      onSinceSecondsChange={(next) => {
        setSinceTime(undefined)
        setSinceSeconds(next)
      }}
      isSinceLine={sinceTime !== undefined}
      onLoadLine={(line) => setSinceTime(timeBeforeLine(line))}
      previous={previous}
      onPreviousChange={setPrevious}
      onClear={log.clear}
      onRetry={log.restart}
    />
  )
})
