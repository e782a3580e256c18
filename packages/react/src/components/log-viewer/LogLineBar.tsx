import type { ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { CheckIcon, CloseIcon } from '../../internals/icons.tsx'
import { LinkIcon } from './logIcons.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'
import type { Copied } from '../../internals/useCopied.ts'

export interface LogLineBarProps {
  /** Number of the marked line, from 1; `undefined` while it is not among what is loaded. */
  number: number | undefined
  copied: Copied['copied']
  /** Copies a link to the line; absent where the host has no address for it. */
  onCopyLink: (() => void) | undefined
  onShow: () => void
  /** Loads the log around the line, where that is possible. */
  onLoad: (() => void) | undefined
  onUnmark: () => void
  messages: LogViewerMessages
}

/** What can be done with the marked line. Renders a `<div>`. */
export function LogLineBar(props: LogLineBarProps): ReactNode {
  const { number, copied, onCopyLink, onShow, onLoad, onUnmark, messages } = props
  const copyLabel = copied === 'yes' ? messages.copied : copied === 'refused' ? messages.copyFailed : messages.copyLink
  return (
    <div className="catalyst-log-line-bar">
      {number === undefined ? (
        <>
          <span role="status">{messages.linkedLineMissing}</span>
          {onLoad !== undefined && (
            <button type="button" className="catalyst-link" onClick={onLoad}>
              {messages.loadLine}
            </button>
          )}
        </>
      ) : (
        <button type="button" className="catalyst-link" onClick={onShow}>
          {messages.linkedLine(number)}
        </button>
      )}
      {number !== undefined && onCopyLink !== undefined && (
        <IconButton label={copyLabel} onClick={onCopyLink}>
          {copied === 'yes' ? <CheckIcon /> : <LinkIcon />}
        </IconButton>
      )}
      <IconButton label={messages.unmark} onClick={onUnmark}>
        <CloseIcon />
      </IconButton>
    </div>
  )
}
