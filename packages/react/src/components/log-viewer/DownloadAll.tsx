import { useState, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { DownloadAllIcon, WarningIcon } from '../../internals/icons.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface DownloadAllProps {
  /** Where a link leads; the browser then saves while it reads. */
  url: string | undefined
  fileName: string
  /** Saves in the link's place. */
  onDownload: (() => Promise<void>) | undefined
  messages: LogViewerMessages
}

/** Saves everything that the log holds, not just what was loaded. Renders nothing when there is no way to. */
export function DownloadAll({ url, fileName, onDownload, messages }: DownloadAllProps): ReactNode {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  if (onDownload !== undefined) {
    const save = () => {
      setState('busy')
      onDownload().then(
        () => setState('idle'),
        () => setState('failed'),
      )
    }
    return (
      <>
        <IconButton
          label={state === 'busy' ? messages.downloadingAll : messages.downloadAll}
          disabled={state === 'busy'}
          title={state === 'failed' ? messages.downloadFailed : messages.downloadAll}
          onClick={save}
        >
          {state === 'failed' ? <WarningIcon /> : <DownloadAllIcon />}
        </IconButton>
        <span className="catalyst-hidden" role="status">
          {state === 'failed' ? messages.downloadFailed : ''}
        </span>
      </>
    )
  }
  if (url === undefined) return null
  return (
    <a
      className="catalyst-button"
      data-variant="plain"
      data-icon=""
      href={url}
      download={fileName}
      aria-label={messages.downloadAll}
      title={messages.downloadAll}
    >
      <DownloadAllIcon />
    </a>
  )
}
