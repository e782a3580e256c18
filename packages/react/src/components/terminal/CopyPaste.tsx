import { useEffect, useState, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { CheckIcon, CopyIcon } from '../../internals/icons.tsx'
import { PasteIcon } from './terminalIcons.tsx'
import type { TerminalMessages } from './terminalMessages.ts'

export interface CopyPasteProps {
  /** Copies; whether it was allowed. */
  onCopy: () => Promise<boolean>
  /** Reads the clipboard and types what is in it; whether it was allowed. */
  onPaste: () => Promise<boolean>
  words: TerminalMessages
}

/** Copy and paste for fingers and for screen readers, which have no keys or no selection for it. */
export function CopyPaste({ onCopy, onPaste, words }: CopyPasteProps): ReactNode {
  const [note, setNote] = useState<string>()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (note === undefined) return
    const timer = setTimeout(() => {
      setNote(undefined)
      setIsCopied(false)
    }, 4000)
    return () => clearTimeout(timer)
  }, [note])
  const copy = async () => {
    const isDone = await onCopy()
    setIsCopied(isDone)
    setNote(isDone ? words.copied : words.notCopied)
  }
  const paste = async () => setNote((await onPaste()) ? undefined : words.notPasted)
  return (
    <>
      <span role="status" className={isCopied ? 'catalyst-hidden' : 'catalyst-terminal-note'}>
        {note}
      </span>
      <IconButton label={words.copy} onClick={() => void copy()}>
        {isCopied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <IconButton label={words.paste} onClick={() => void paste()}>
        <PasteIcon />
      </IconButton>
    </>
  )
}
