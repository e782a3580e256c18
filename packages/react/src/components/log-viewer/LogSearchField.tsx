import { useId, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { ChevronDownIcon, ChevronUpIcon, CloseIcon, FilterIcon, SearchIcon } from '../../internals/icons.tsx'
import type { LogFilter } from './LogFilter.ts'
import { CaseIcon, RegexIcon } from './logIcons.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface LogSearchFieldProps {
  inputRef: RefObject<HTMLInputElement | null>
  filter: LogFilter
  onFilterChange: (change: Partial<LogFilter>) => void
  /** Number of the current match, from 0. */
  current: number | undefined
  total: number
  /** How much was looked through, from 0 to 1. */
  progress: number
  /** Why a regular expression is none. */
  problem: string | undefined
  onStep: (step: 1 | -1) => void
  messages: LogViewerMessages
}

/** Lines around a match that can be chosen. */
const contextChoices = [0, 1, 3, 10] as const

/** The search: Enter and Shift+Enter go from match to match, Escape clears it. Renders a `<div role="search">`. */
export function LogSearchField(props: LogSearchFieldProps): ReactNode {
  const { inputRef, filter, onFilterChange, total, problem, onStep, messages } = props
  const problemId = useId()
  const hasMatches = total > 0
  const { text, isCaseSensitive, isRegex, onlyMatches } = filter

  const clear = () => {
    onFilterChange({ text: '', onlyMatches: false })
    inputRef.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && hasMatches) {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && text !== '') {
      // Only the search is left, not a dialog around it.
      event.stopPropagation()
      clear()
    }
  }

  return (
    <div className="catalyst-log-search" role="search" aria-label={messages.search}>
      <div
        className="catalyst-field"
        data-searching={text === '' ? undefined : ''}
        data-invalid={problem === undefined ? undefined : ''}
      >
        <SearchIcon />
        <input
          ref={inputRef}
          type="text"
          value={text}
          placeholder={messages.search}
          aria-label={messages.search}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onFilterChange({ text: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <span className="catalyst-log-steps">
          <span className="catalyst-log-count" aria-live="polite">
            {countText(props)}
          </span>
          <IconButton
            label={messages.matchCase}
            pressed={isCaseSensitive}
            onClick={() => onFilterChange({ isCaseSensitive: !isCaseSensitive })}
          >
            <CaseIcon />
          </IconButton>
          <IconButton label={messages.useRegex} pressed={isRegex} onClick={() => onFilterChange({ isRegex: !isRegex })}>
            <RegexIcon />
          </IconButton>
          {text !== '' && (
            <>
              <IconButton label={messages.previousMatch} disabled={!hasMatches} onClick={() => onStep(-1)}>
                <ChevronUpIcon />
              </IconButton>
              <IconButton label={messages.nextMatch} disabled={!hasMatches} onClick={() => onStep(1)}>
                <ChevronDownIcon />
              </IconButton>
              <IconButton
                label={messages.onlyMatches}
                pressed={onlyMatches}
                onClick={() => onFilterChange({ onlyMatches: !onlyMatches })}
              >
                <FilterIcon />
              </IconButton>
              {onlyMatches && (
                <select
                  className="catalyst-log-context"
                  aria-label={messages.context}
                  title={messages.context}
                  value={filter.context}
                  onChange={(event) => onFilterChange({ context: Number(event.target.value) })}
                >
                  {contextChoices.map((count) => (
                    <option key={count} value={count}>
                      {messages.contextLines(count)}
                    </option>
                  ))}
                </select>
              )}
              <IconButton label={messages.clearSearch} onClick={clear}>
                <CloseIcon />
              </IconButton>
            </>
          )}
        </span>
      </div>
      {problem !== undefined && (
        <p id={problemId} className="catalyst-log-bad-regex" role="alert">
          {messages.badRegex(problem)}
        </p>
      )}
    </div>
  )
}

function countText({ filter, current, total, progress, problem, messages }: LogSearchFieldProps): string {
  if (filter.text === '' || problem !== undefined) return ''
  if (progress < 1) return messages.searching(progress)
  return total > 0 ? messages.matches((current ?? -1) + 1, total) : messages.noMatches
}
