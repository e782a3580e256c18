import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { ChevronDownIcon, ChevronUpIcon, CloseIcon, SearchIcon } from '../../internals/icons.tsx'
import type { TerminalFinder, TerminalMatches } from './TerminalFinder.ts'
import { CaseIcon, RegexIcon } from './terminalIcons.tsx'
import type { TerminalMessages } from './terminalMessages.ts'

export interface TerminalSearchProps {
  finder: TerminalFinder
  words: TerminalMessages
  onClose: () => void
}

/** Looks for text in all that a terminal keeps. Enter goes on, Shift+Enter goes back, Escape closes. Renders a `<div role="search">`. */
export function TerminalSearch({ finder, words, onClose }: TerminalSearchProps): ReactNode {
  const [text, setText] = useState('')
  const [isRegex, setIsRegex] = useState(false)
  const [isCaseSensitive, setIsCaseSensitive] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const matches = useSyncExternalStore(finder.subscribe, finder.getMatches, finder.getMatches)

  useEffect(() => {
    input.current?.focus()
    return () => finder.stop()
  }, [finder])
  useEffect(() => {
    finder.find({ text, isRegex, isCaseSensitive }, 'stay')
  }, [finder, text, isRegex, isCaseSensitive])

  const go = (direction: 'next' | 'previous') => finder.find({ text, isRegex, isCaseSensitive }, direction)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault()
      go(event.shiftKey ? 'previous' : 'next')
    }
  }
  return (
    <div className="catalyst-terminal-search" role="search" onKeyDown={onKeyDown}>
      <label className="catalyst-field">
        <SearchIcon />
        <input
          ref={input}
          type="text"
          value={text}
          aria-label={words.findText}
          aria-invalid={matches.error !== undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <IconButton label={words.caseSensitive} pressed={isCaseSensitive} onClick={() => setIsCaseSensitive((is) => !is)}>
        <CaseIcon />
      </IconButton>
      <IconButton label={words.regex} pressed={isRegex} onClick={() => setIsRegex((is) => !is)}>
        <RegexIcon />
      </IconButton>
      <IconButton label={words.findPrevious} onClick={() => go('previous')}>
        <ChevronUpIcon />
      </IconButton>
      <IconButton label={words.findNext} onClick={() => go('next')}>
        <ChevronDownIcon />
      </IconButton>
      <span
        role="status"
        className="catalyst-terminal-matches"
        data-tone={matches.error === undefined ? undefined : 'warning'}
      >
        {text === '' ? '' : matchesText(matches, words)}
      </span>
      <IconButton label={words.findClose} onClick={onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  )
}

function matchesText({ current, count, isMore, error }: TerminalMatches, words: TerminalMessages): string {
  if (error !== undefined) return words.badRegex(error)
  return count === 0 ? words.noMatches : words.matches(current, count, isMore)
}
