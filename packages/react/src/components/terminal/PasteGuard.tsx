import type { ReactNode } from 'react'
import { ConfirmDialog } from '../confirm-dialog/ConfirmDialog.tsx'
import { asOneLine, linesOf } from './pasteRules.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface PasteGuardProps {
  /** What is about to be pasted. */
  text: string
  onPaste: (text: string) => void
  onCancel: () => void
  words: TerminalMessages
}

/** Lines of a paste that are shown before it is confirmed. */
const shownLines = 8

/** Asks before several lines are pasted, each of which a shell would run at once. Renders a modal `<dialog>`. */
export function PasteGuard({ text, onPaste, onCancel, words }: PasteGuardProps): ReactNode {
  const lines = linesOf(text)
  return (
    <ConfirmDialog
      open
      className="catalyst-paste-guard"
      tone="neutral"
      title={words.pasteTitle(lines.length)}
      confirmLabel={words.pasteConfirm}
      onConfirm={() => onPaste(text)}
      onCancel={onCancel}
    >
      <p>{words.pasteText}</p>
      <pre tabIndex={0} aria-label={words.paste}>
        {lines.slice(0, shownLines).join('\n')}
        {lines.length > shownLines && `\n${words.moreLines(lines.length - shownLines)}`}
      </pre>
      <button type="button" className="catalyst-button" onClick={() => onPaste(asOneLine(text))}>
        {words.pasteAsOneLine}
      </button>
    </ConfirmDialog>
  )
}
