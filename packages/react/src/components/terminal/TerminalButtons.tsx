import type { ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { SearchIcon } from '../../internals/icons.tsx'
import { readClipboard } from './clipboard.ts'
import { CopyPaste } from './CopyPaste.tsx'
import type { TerminalController } from './TerminalController.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface TerminalButtonsProps {
  controller: TerminalController
  isSearching: boolean
  onSearchingChange: (isSearching: boolean) => void
  words: TerminalMessages
}

/** What the keys do, for who has none: copy, paste, find. Renders a `<span>`. */
export function TerminalButtons(props: TerminalButtonsProps): ReactNode {
  const { controller, isSearching, onSearchingChange, words } = props
  return (
    <span className="catalyst-terminal-buttons">
      <CopyPaste
        words={words}
        onCopy={() => controller.copy()}
        onPaste={async () => {
          const text = await readClipboard()
          controller.focus()
          if (text !== undefined) controller.paste(text)
          return text !== undefined
        }}
      />
      <IconButton label={words.find} pressed={isSearching} onClick={() => onSearchingChange(!isSearching)}>
        <SearchIcon />
      </IconButton>
    </span>
  )
}
