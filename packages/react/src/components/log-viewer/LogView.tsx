import { forwardRef, useMemo, useRef, useState, useSyncExternalStore, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { downloadText } from './downloadText.ts'
import { logText } from './entryText.ts'
import type { LogBuffer, LogSnapshot } from './LogBuffer.ts'
import { LogScreen } from './LogScreen.tsx'
import { LogSearchField } from './LogSearchField.tsx'
import { statusText, type LogConnection, type LogStatus } from './LogStatus.ts'
import { LogStatusBar } from './LogStatusBar.tsx'
import { LogToolbar } from './LogToolbar.tsx'
import { logViewerMessages, type LogViewerMessages } from './logViewerMessages.ts'
import { createSourceList, type LogSources } from './sourceList.ts'
import { useCopied } from './useCopied.ts'
import { useLogSearch } from './useLogSearch.ts'

export interface LogViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Where the lines are; append to it and they appear. */
  buffer: LogBuffer
  /** @default { state: 'streaming' } */
  status?: LogStatus | undefined
  /** @default { state: 'live' } */
  connection?: LogConnection | undefined
  /** Containers to choose from besides those that lines came from; the choice is shown when there are several. */
  containers?: readonly string[] | undefined
  /** The chosen one. @default all */
  container?: string | undefined
  onContainerChange?: ((container: string | undefined) => void) | undefined
  /** Lines of backlog; `undefined` for everything. */
  tailLines?: number | undefined
  onTailLinesChange?: ((tailLines: number | undefined) => void) | undefined
  /** Whether the run before the last restart is shown. @default false */
  previous?: boolean | undefined
  onPreviousChange?: ((previous: boolean) => void) | undefined
  /** Whether times are shown at first. @default true */
  timestamps?: boolean | undefined
  /** Whether long lines are wrapped at first. @default false */
  wrap?: boolean | undefined
  /** Name of a downloaded file. @default 'log.txt' */
  fileName?: string | undefined
  /** Where the whole log can be downloaded from; the link is absent without it. */
  downloadUrl?: string | undefined
  /** Saves the whole log where a link can't, because it needs headers; used instead of `downloadUrl`. */
  onDownloadAll?: (() => Promise<void>) | undefined
  /** Called by the retry button of a failure. */
  onRetry?: (() => void) | undefined
  messages?: Partial<LogViewerMessages> | undefined
}

const streaming: LogStatus = { state: 'streaming' }
const live: LogConnection = { state: 'live' }

/**
 * A log on the screen: virtual, searchable, in colour, following its end until the reader scrolls up. Needs no provider.
 * Renders a `<section>` that fills the height it is given.
 *
 * `data-state` is the state of the log (`connecting`, `waiting`, `streaming`, `complete`, `ended`, `gone`, `failed`);
 * `data-stale` is present while the connection is lost.
 */
export const LogView = forwardRef<HTMLElement, LogViewProps>(function LogView(
  {
    buffer,
    status = streaming,
    connection = live,
    containers = [],
    container,
    onContainerChange,
    tailLines,
    onTailLinesChange,
    previous = false,
    onPreviousChange,
    timestamps = true,
    wrap = false,
    fileName = 'log.txt',
    downloadUrl,
    onDownloadAll,
    onRetry,
    messages,
    className,
    ...elementProps
  },
  ref,
) {
  const words = useMessages('logViewer', logViewerMessages, messages)
  const snapshot = useSyncExternalStore(buffer.subscribe, buffer.getSnapshot, buffer.getSnapshot)
  const search = useLogSearch(snapshot)
  const searchInput = useRef<HTMLInputElement>(null)
  const { copied, copy } = useCopied()
  const [showTime, setShowTime] = useState(timestamps)
  const [isWrapped, setIsWrapped] = useState(wrap)
  const sources = useSources(buffer, snapshot)
  const look = useMemo(() => ({ showTime, sources: sources.kind }), [showTime, sources.kind])
  const label = elementProps['aria-label'] ?? words.log

  return (
    <section
      ref={ref}
      className={classNames('catalyst', 'catalyst-log', className)}
      data-state={status.state}
      data-stale={connection.state === 'stale' ? '' : undefined}
      aria-label={label}
      {...elementProps}
    >
      <LogToolbar
        containers={[...new Set([...containers, ...sources.containers])].sort()}
        container={container}
        onContainerChange={onContainerChange}
        tailLines={tailLines}
        onTailLinesChange={onTailLinesChange}
        previous={previous}
        onPreviousChange={onPreviousChange}
        timestamps={showTime}
        onTimestampsChange={setShowTime}
        wrap={isWrapped}
        onWrapChange={setIsWrapped}
        isEmpty={snapshot.count === 0}
        copied={copied}
        onCopy={() => copy(logText(snapshot, look, words))}
        downloadUrl={downloadUrl}
        onDownloadAll={onDownloadAll}
        fileName={fileName}
        onDownload={() => downloadText(logText(snapshot, look, words), fileName)}
        messages={words}
      >
        <LogSearchField
          inputRef={searchInput}
          query={search.query}
          onQueryChange={search.setQuery}
          current={search.current}
          total={search.total}
          onStep={search.step}
          onlyMatches={search.onlyMatches}
          onOnlyMatchesChange={search.setOnlyMatches}
          messages={words}
        />
      </LogToolbar>
      {status.state === 'failed' && snapshot.count === 0 ? (
        <div className="catalyst-log-frame">
          <ProblemView className="catalyst-log-problem" error={status.error} onRetry={onRetry} />
        </div>
      ) : (
        <LogScreen
          snapshot={snapshot}
          only={search.only}
          look={look}
          wrap={isWrapped}
          query={search.markedQuery}
          currentMatch={search.currentMatch}
          label={label}
          onFind={() => searchInput.current?.focus()}
          messages={words}
        >
          {search.only !== undefined && snapshot.count > 0
            ? words.noMatchingLines
            : status.state === 'streaming' || status.state === 'complete'
              ? words.empty
              : statusText(status, words)}
        </LogScreen>
      )}
      <LogStatusBar status={status} connection={connection} snapshot={snapshot} onRetry={onRetry} messages={words} />
    </section>
  )
})

function useSources(buffer: LogBuffer, snapshot: LogSnapshot): LogSources {
  const [list, setList] = useState(() => ({ buffer, ...createSourceList() }))
  if (list.buffer !== buffer) setList({ buffer, ...createSourceList() })
  return list.read(snapshot)
}
