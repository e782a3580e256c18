import { useMemo, type ReactNode } from 'react'
import { readJson } from './json/readJson.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { MarkedSpans } from './MarkedSpans.tsx'
import type { Finder } from './search/compileQuery.ts'
import { useCopied } from '../../internals/useCopied.ts'
import { longLine, visibleSpans } from './visibleSpans.ts'

export interface LineContentProps {
  text: string
  /** Whether a JSON object is shown as message and fields. */
  json: boolean
  finder: Finder | undefined
  /** Which of the matches of this line is the current one. */
  currentMatch: number | undefined
  /** How often more of the line was asked for. */
  opened: number
  onOpen: (opened: number) => void
  messages: LogViewerMessages
}

/** Characters that are shown more each time. */
const moreOfLine = 100_000

/** What a line says: cut when it is long, and as message and fields when it is JSON, with ways to see all of it. */
export function LineContent(props: LineContentProps): ReactNode {
  const { text, json, finder, currentMatch, opened, onOpen, messages } = props
  const parsed = useMemo(() => (json ? readJson(text) : undefined), [text, json])
  const limit = longLine + (parsed === undefined ? opened * moreOfLine : 0)
  const line = useMemo(
    () => visibleSpans(text, { json: parsed, limit, finder, current: currentMatch }),
    [text, parsed, limit, finder, currentMatch],
  )
  return (
    <span className="catalyst-log-text" data-json={parsed === undefined ? undefined : ''}>
      {parsed !== undefined && (
        <button
          type="button"
          className="catalyst-log-toggle"
          tabIndex={-1}
          aria-expanded={opened > 0}
          aria-label={opened > 0 ? messages.collapseJson : messages.expandJson}
          onClick={() => onOpen(opened > 0 ? 0 : 1)}
        />
      )}
      <MarkedSpans spans={line.spans} ranges={line.ranges} current={line.current} />
      {parsed !== undefined && opened > 0 && (
        <span className="catalyst-log-json">{JSON.stringify(parsed.value, undefined, 2)}</span>
      )}
      {parsed === undefined && text.length > longLine && (
        <LongLineButtons text={text} isCut={line.isCut} opened={opened} onOpen={onOpen} messages={messages} />
      )}
    </span>
  )
}

interface LongLineButtonsProps extends Pick<LineContentProps, 'text' | 'opened' | 'onOpen' | 'messages'> {
  isCut: boolean
}

function LongLineButtons({ text, isCut, opened, onOpen, messages }: LongLineButtonsProps): ReactNode {
  const { copied, copy } = useCopied()
  return (
    <>
      {isCut && <LineButton label={messages.showWholeLine(text.length)} onClick={() => onOpen(opened + 1)} />}
      {opened > 0 && <LineButton label={messages.collapseLine} onClick={() => onOpen(0)} />}
      <LineButton label={copied === 'yes' ? messages.copiedLine : messages.copyLine} onClick={() => copy(text)} />
    </>
  )
}

/** A button whose words are no text of the line, so that they are not copied with it. */
function LineButton({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="catalyst-log-more"
      tabIndex={-1}
      aria-label={label}
      data-label={label}
      onClick={onClick}
    />
  )
}
