import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { ChevronDownIcon, ChevronUpIcon, CloseIcon, FilterIcon, SearchIcon } from '../../internals/icons.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface LogSearchFieldProps {
  inputRef: RefObject<HTMLInputElement | null>
  query: string
  onQueryChange: (query: string) => void
  /** Number of the current match, from 0. */
  current: number | undefined
  total: number
  onStep: (step: 1 | -1) => void
  onlyMatches: boolean
  onOnlyMatchesChange: (onlyMatches: boolean) => void
  messages: LogViewerMessages
}

/** The search: Enter and Shift+Enter go from match to match, Escape clears it. Renders a `<div role="search">`. */
export function LogSearchField(props: LogSearchFieldProps): ReactNode {
  const { inputRef, query, onQueryChange, current, total, onStep, onlyMatches, onOnlyMatchesChange, messages } = props
  const hasMatches = total > 0

  const clear = () => {
    onQueryChange('')
    onOnlyMatchesChange(false)
    inputRef.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && hasMatches) {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && query !== '') {
      // Only the search is left, not a dialog around it.
      event.stopPropagation()
      clear()
    }
  }

  return (
    <div className="catalyst-log-search" role="search">
      <div className="catalyst-field">
        <SearchIcon />
        <input
          ref={inputRef}
          type="text"
          value={query}
          placeholder={messages.search}
          aria-label={messages.search}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onQueryChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span className="catalyst-log-count" aria-live="polite">
          {query === '' ? '' : hasMatches ? messages.matches((current ?? -1) + 1, total) : messages.noMatches}
        </span>
        {query !== '' && (
          <span className="catalyst-log-steps">
            <IconButton label={messages.previousMatch} disabled={!hasMatches} onClick={() => onStep(-1)}>
              <ChevronUpIcon />
            </IconButton>
            <IconButton label={messages.nextMatch} disabled={!hasMatches} onClick={() => onStep(1)}>
              <ChevronDownIcon />
            </IconButton>
            <IconButton
              label={messages.onlyMatches}
              pressed={onlyMatches}
              onClick={() => onOnlyMatchesChange(!onlyMatches)}
            >
              <FilterIcon />
            </IconButton>
            <IconButton label={messages.clearSearch} onClick={clear}>
              <CloseIcon />
            </IconButton>
          </span>
        )}
      </div>
    </div>
  )
}
