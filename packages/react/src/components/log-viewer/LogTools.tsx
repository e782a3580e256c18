import type { ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { CheckIcon, CopyIcon, DownloadIcon, HistoryIcon } from '../../internals/icons.tsx'
import { ClearIcon, KeyboardIcon } from './logIcons.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'
import type { Copied } from '../../internals/useCopied.ts'
import type { LogPanels } from './useLogPanels.ts'

export interface LogToolsProps {
  previous: boolean
  onPreviousChange: ((previous: boolean) => void) | undefined
  isEmpty: boolean
  /** Whether only some of what is loaded is shown. */
  isFiltered: boolean
  copied: Copied['copied']
  onCopy: () => void
  onDownload: () => void
  onClear: () => void
  panels: LogPanels
  messages: LogViewerMessages
  /** The download of everything. */
  children: ReactNode
}

/** What is done with a log. Renders buttons. */
export function LogTools(props: LogToolsProps): ReactNode {
  const {
    previous,
    onPreviousChange,
    isEmpty,
    isFiltered,
    copied,
    onCopy,
    onDownload,
    onClear,
    panels,
    messages,
    children,
  } = props
  const copyLabel =
    copied === 'yes'
      ? messages.copied
      : copied === 'refused'
        ? messages.copyFailed
        : isFiltered
          ? messages.copyShown
          : messages.copy
  return (
    <>
      {onPreviousChange !== undefined && (
        <IconButton label={messages.previousContainer} pressed={previous} onClick={() => onPreviousChange(!previous)}>
          <HistoryIcon />
        </IconButton>
      )}
      <IconButton label={copyLabel} disabled={isEmpty} onClick={onCopy}>
        {copied === 'yes' ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <IconButton
        label={isFiltered ? messages.downloadShown : messages.download}
        disabled={isEmpty}
        onClick={onDownload}
      >
        <DownloadIcon />
      </IconButton>
      {children}
      <IconButton label={messages.clear} disabled={isEmpty} onClick={onClear}>
        <ClearIcon />
      </IconButton>
      <IconButton label={messages.keys} {...panels.buttonProps('keys')}>
        <KeyboardIcon />
      </IconButton>
      <span className="catalyst-hidden" role="status">
        {copied === 'yes' ? messages.copied : copied === 'refused' ? messages.copyFailed : ''}
      </span>
    </>
  )
}
