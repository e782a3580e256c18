import { forwardRef, useContext, useMemo, useRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { ClockContext } from '../../internals/clock.ts'
import { useControlled } from '../../internals/useControlled.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { DownloadAll } from './DownloadAll.tsx'
import { LogBacklogFields, type LogBacklog } from './LogBacklogFields.tsx'
import { logBlob } from './logBlob.ts'
import type { LogBuffer } from './LogBuffer.ts'
import { defaultFilter, type LogFilter } from './LogFilter.ts'
import { countHidden, LogFilterPanel } from './LogFilterPanel.tsx'
import { LogKeysPanel } from './LogKeysPanel.tsx'
import { LogLineBar } from './LogLineBar.tsx'
import { defaultLook, type LogLook } from './LogLook.ts'
import { LogLookPanel, timestampChoices } from './LogLookPanel.tsx'
import { LogPanel } from './LogPanel.tsx'
import { LogScreen, type LogScreenHandle } from './LogScreen.tsx'
import { LogSearchField } from './LogSearchField.tsx'
import { statusText, type LogConnection, type LogStatus } from './LogStatus.ts'
import { LogStatusBar } from './LogStatusBar.tsx'
import { LogToolbar } from './LogToolbar.tsx'
import { LogTools } from './LogTools.tsx'
import { logViewerMessages, type LogViewerMessages } from './logViewerMessages.ts'
import { saveFile } from './saveFile.ts'
import { sourceLabelsOf } from './sourceLabelsOf.ts'
import { useCopied } from '../../internals/useCopied.ts'
import { useLogFilter } from './useLogFilter.ts'
import { useLogKeys } from './useLogKeys.ts'
import { useLogPanels } from './useLogPanels.ts'
import { useLogSearch } from './useLogSearch.ts'
import { useLogSnapshot } from './useLogSnapshot.ts'
import { useMarkedLine } from './useMarkedLine.ts'

export interface LogViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'>, LogBacklog {
  /** Where the lines are; append to it and they appear. */
  buffer: LogBuffer
  /** @default { state: 'streaming' } */
  status?: LogStatus | undefined
  /** @default { state: 'live' } */
  connection?: LogConnection | undefined
  /** How lines look; what is left out is as in `defaultLook`, and sources are named when there are several. */
  look?: Partial<LogLook> | undefined
  /** Makes `look` the host's. */
  onLookChange?: ((look: Partial<LogLook>) => void) | undefined
  /** What is looked for and which lines are shown; what is left out is as in `defaultFilter`. */
  filter?: Partial<LogFilter> | undefined
  /** Makes `filter` the host's. */
  onFilterChange?: ((filter: Partial<LogFilter>) => void) | undefined
  /** The marked line, as `onLineChange` gave it; the log opens there. */
  line?: string | undefined
  /** Makes `line` the host's. It names a line by its time and source: another load of the same log has it too. */
  onLineChange?: ((line: string | undefined) => void) | undefined
  /** The address that opens the log at a line; a link can be copied where it is given. */
  getLineHref?: ((line: string) => string) | undefined
  /** Called where the marked line is not among what is loaded, and the reader asks for it. */
  onLoadLine?: ((line: string) => void) | undefined
  /** Whether the log begins where the marked line is, which the choice of age then says. @default false */
  isSinceLine?: boolean | undefined
  /** Name of a downloaded file. @default 'log.txt' */
  fileName?: string | undefined
  /** Where the whole log can be downloaded from; the link is absent without it. */
  downloadUrl?: string | undefined
  /** Saves the whole log where a link can't, because it needs headers; used instead of `downloadUrl`. */
  onDownloadAll?: (() => Promise<void>) | undefined
  /** Called by the button that forgets the lines, after the buffer was cleared. */
  onClear?: (() => void) | undefined
  /** Called by the retry button of a failure. */
  onRetry?: (() => void) | undefined
  messages?: Partial<LogViewerMessages> | undefined
}

const streaming: LogStatus = { state: 'streaming' }
const live: LogConnection = { state: 'live' }
const nothing = {}

/**
 * A log on the screen: virtual, searchable, in colour, following its end until the reader scrolls up. Needs no provider.
 * Renders a `<section>` that fills the height it is given.
 *
 * `data-state` is the state of the log (`connecting`, `waiting`, `streaming`, `complete`, `ended`, `gone`, `failed`);
 * `data-stale` is present while the connection is lost, `data-following` while the view is held at the end.
 */
export const LogView = withBoundary(
  forwardRef<HTMLElement, LogViewProps>(function LogView(
    {
      buffer,
      status = streaming,
      connection = live,
      containers = [],
      container,
      onContainerChange,
      tailLines,
      onTailLinesChange,
      sinceSeconds,
      onSinceSecondsChange,
      previous = false,
      onPreviousChange,
      look: givenLook = nothing,
      onLookChange,
      filter: givenFilter = nothing,
      onFilterChange,
      line,
      onLineChange,
      getLineHref,
      onLoadLine,
      isSinceLine = false,
      fileName = 'log.txt',
      downloadUrl,
      onDownloadAll,
      onClear,
      onRetry,
      messages,
      className,
      ...elementProps
    },
    ref,
  ) {
    const clock = useContext(ClockContext)
    const words = useMessages('logViewer', logViewerMessages, messages)
    const snapshot = useLogSnapshot(buffer)
    const [ownLook, setOwnLook] = useControlled(givenLook, onLookChange)
    const [ownFilter, setOwnFilter] = useControlled(givenFilter, onFilterChange)
    const labels = sourceLabelsOf(snapshot.sources)
    const look = useMemo(() => ({ ...defaultLook, sources: labels, ...ownLook }), [labels, ownLook])
    const filter = useMemo(() => ({ ...defaultFilter, ...ownFilter }), [ownFilter])
    const filtered = useLogFilter(snapshot, filter, look)
    const search = useLogSearch(filtered)
    const screen = useRef<LogScreenHandle>(null)
    const searchInput = useRef<HTMLInputElement>(null)
    const [isFollowing, setIsFollowing] = useState(line === undefined)
    const panels = useLogPanels()
    const copied = useCopied()
    const copiedLink = useCopied()

    const mark = useMarkedLine({ snapshot, filtered, line, onLineChange, screen, setIsFollowing })
    const changeLook = (change: Partial<LogLook>) => setOwnLook({ ...ownLook, ...change })
    const changeFilter = (change: Partial<LogFilter>) => {
      if ('text' in change || 'isRegex' in change || 'isCaseSensitive' in change) search.reset()
      setOwnFilter({ ...ownFilter, ...change })
    }
    const follow = (isOn: boolean) => {
      setIsFollowing(isOn)
      if (isOn) screen.current?.toEnd()
    }
    const copyLink =
      getLineHref === undefined || mark.line === undefined
        ? undefined
        : () => mark.line !== undefined && copiedLink.copy(absolute(getLineHref(mark.line)))
    const text = () => logBlob({ snapshot, filtered, look, messages: words, now: clock() })

    const onKeyDown = useLogKeys({
      search: () => searchInput.current?.focus(),
      nextMatch: () => search.step(1),
      previousMatch: () => search.step(-1),
      onlyMatches: () => changeFilter({ onlyMatches: !filter.onlyMatches }),
      follow: () => follow(!isFollowing),
      nextLine: () => mark.step(1),
      previousLine: () => mark.step(-1),
      copyLink: () => copyLink?.(),
      filter: () => panels.toggle('filter'),
      timestamps: () => changeLook({ timestamps: after(timestampChoices, look.timestamps) }),
      wrap: () => changeLook({ wrap: !look.wrap }),
      lineNumbers: () => changeLook({ lineNumbers: !look.lineNumbers }),
      json: () => changeLook({ json: !look.json }),
      leave: panels.open !== undefined ? panels.close : mark.line !== undefined ? mark.unmark : undefined,
      keys: () => panels.toggle('keys'),
    })

    const label = elementProps['aria-label'] ?? words.log
    const isFiltered = filtered.rows !== undefined
    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-log', className)}
        data-state={status.state}
        data-stale={connection.state === 'stale' ? '' : undefined}
        data-following={isFollowing ? '' : undefined}
        aria-label={label}
        {...elementProps}
        onKeyDown={(event) => {
          elementProps.onKeyDown?.(event)
          onKeyDown(event)
        }}
      >
        <LogToolbar
          panels={panels}
          hidden={countHidden(filter)}
          isFollowing={isFollowing}
          onFollowingChange={follow}
          messages={words}
          search={
            <LogSearchField
              inputRef={searchInput}
              filter={filter}
              onFilterChange={changeFilter}
              current={search.current}
              total={filtered.matches.total}
              progress={filtered.progress}
              problem={filtered.problem}
              onStep={search.step}
              messages={words}
            />
          }
          fields={
            <LogBacklogFields
              containers={[...new Set([...containers, ...snapshot.sources.map((one) => one.container)])].sort()}
              container={container}
              onContainerChange={onContainerChange}
              tailLines={tailLines}
              onTailLinesChange={onTailLinesChange}
              sinceSeconds={sinceSeconds}
              onSinceSecondsChange={onSinceSecondsChange}
              isSinceLine={isSinceLine}
              messages={words}
            />
          }
          tools={
            <LogTools
              previous={previous}
              onPreviousChange={onPreviousChange}
              isEmpty={snapshot.count === 0}
              isFiltered={isFiltered}
              copied={copied.copied}
              onCopy={() => copied.copy(text())}
              onDownload={() => void text().then((blob) => saveFile(blob, fileName))}
              onClear={() => {
                buffer.clear()
                onClear?.()
              }}
              panels={panels}
              messages={words}
            >
              <DownloadAll url={downloadUrl} fileName={fileName} onDownload={onDownloadAll} messages={words} />
            </LogTools>
          }
        />
        {panels.open !== undefined && (
          <LogPanel
            key={panels.open}
            id={panels.id}
            label={words[panels.open]}
            closeLabel={words.close}
            onClose={panels.close}
          >
            {panels.open === 'filter' ? (
              <LogFilterPanel
                filter={filter}
                onFilterChange={changeFilter}
                sources={snapshot.sources}
                messages={words}
              />
            ) : panels.open === 'look' ? (
              <LogLookPanel look={look} onLookChange={changeLook} messages={words} />
            ) : (
              <LogKeysPanel messages={words} />
            )}
          </LogPanel>
        )}
        {status.state === 'failed' && snapshot.count === 0 ? (
          <div className="catalyst-log-frame">
            <ProblemView className="catalyst-log-problem" error={status.error} onRetry={onRetry} />
          </div>
        ) : (
          <LogScreen
            handle={screen}
            snapshot={snapshot}
            filtered={filtered}
            look={look}
            currentMatch={search.currentMatch}
            line={mark.row}
            onLineClick={mark.toggle}
            following={isFollowing}
            onFollowingChange={setIsFollowing}
            onCopied={copied.report}
            label={label}
            onFind={() => searchInput.current?.focus()}
            messages={words}
          >
            {emptyText({ isFiltered: isFiltered && snapshot.count > 0, isPrevious: previous, filter, status, words })}
          </LogScreen>
        )}
        <LogStatusBar
          status={status}
          connection={connection}
          snapshot={snapshot}
          shown={isFiltered ? filtered.shown : undefined}
          onRetry={onRetry}
          messages={words}
        >
          {mark.line !== undefined && snapshot.count > 0 && (
            <LogLineBar
              number={mark.row === undefined ? undefined : mark.row + 1}
              copied={copiedLink.copied}
              onCopyLink={copyLink}
              onShow={mark.show}
              onLoad={onLoadLine && (() => mark.line !== undefined && onLoadLine(mark.line))}
              onUnmark={mark.unmark}
              messages={words}
            />
          )}
        </LogStatusBar>
      </section>
    )
  }),
)

interface EmptyTextOptions {
  isFiltered: boolean
  isPrevious: boolean
  filter: LogFilter
  status: LogStatus
  words: LogViewerMessages
}

/** What stands in a screen without lines. */
function emptyText({ isFiltered, isPrevious, filter, status, words }: EmptyTextOptions): ReactNode {
  if (isFiltered) return filter.onlyMatches && filter.text !== '' ? words.noMatchingLines : words.allHidden
  if (isPrevious && (status.state === 'complete' || status.state === 'ended')) return words.emptyPrevious
  return status.state === 'streaming' || status.state === 'complete' ? words.empty : statusText(status, words)
}

function after<T>(choices: readonly T[], chosen: T): T {
  return choices[(choices.indexOf(chosen) + 1) % choices.length] ?? chosen
}

/** An address as it can be given to others. */
function absolute(href: string): string {
  return new URL(href, document.baseURI).href
}
