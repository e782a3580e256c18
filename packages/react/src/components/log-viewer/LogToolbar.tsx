import type { ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { CheckIcon, ClockIcon, CopyIcon, DownloadIcon, HistoryIcon, WrapIcon } from '../../internals/icons.tsx'
import { SelectField } from '../../internals/SelectField.tsx'
import { DownloadAll } from './DownloadAll.tsx'
import type { LogViewerMessages } from './logViewerMessages.ts'

/** Lines of backlog that can be chosen; `undefined` is everything. */
const tailChoices = [100, 500, 1000, 5000, undefined] as const

export interface LogToolbarProps {
  containers: readonly string[]
  container: string | undefined
  onContainerChange: ((container: string | undefined) => void) | undefined
  tailLines: number | undefined
  onTailLinesChange: ((tailLines: number | undefined) => void) | undefined
  previous: boolean
  onPreviousChange: ((previous: boolean) => void) | undefined
  timestamps: boolean
  onTimestampsChange: (timestamps: boolean) => void
  wrap: boolean
  onWrapChange: (wrap: boolean) => void
  isEmpty: boolean
  copied: 'no' | 'yes' | 'refused'
  onCopy: () => void
  onDownload: () => void
  downloadUrl: string | undefined
  onDownloadAll: (() => Promise<void>) | undefined
  fileName: string
  messages: LogViewerMessages
  /** The search. */
  children: ReactNode
}

/** What is shown, and how. Renders a `<div role="toolbar">`-like row of native controls. */
export function LogToolbar(props: LogToolbarProps): ReactNode {
  const { containers, container, onContainerChange, tailLines, onTailLinesChange, previous, onPreviousChange } = props
  const { timestamps, onTimestampsChange, wrap, onWrapChange, isEmpty, copied, onCopy, onDownload, messages } = props
  const tails = tailChoices.includes(tailLines as 100) ? tailChoices : [tailLines, ...tailChoices]
  return (
    <div className="catalyst-log-toolbar">
      {onContainerChange !== undefined && containers.length > 1 && (
        <SelectField
          label={messages.container}
          value={container ?? ''}
          options={[
            { value: '', label: messages.allContainers },
            ...containers.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(value) => onContainerChange(value === '' ? undefined : value)}
        />
      )}
      {onTailLinesChange !== undefined && (
        <SelectField
          label={messages.tail}
          value={String(tailLines)}
          options={tails.map((count) => ({
            value: String(count),
            label: count === undefined ? messages.allLines : messages.tailLines(count),
          }))}
          onChange={(value) => onTailLinesChange(value === 'undefined' ? undefined : Number(value))}
        />
      )}
      {props.children}
      <div className="catalyst-log-tools">
        <IconButton label={messages.timestamps} pressed={timestamps} onClick={() => onTimestampsChange(!timestamps)}>
          <ClockIcon />
        </IconButton>
        <IconButton label={messages.wrap} pressed={wrap} onClick={() => onWrapChange(!wrap)}>
          <WrapIcon />
        </IconButton>
        {onPreviousChange !== undefined && (
          <IconButton label={messages.previousContainer} pressed={previous} onClick={() => onPreviousChange(!previous)}>
            <HistoryIcon />
          </IconButton>
        )}
        <IconButton label={copied === 'yes' ? messages.copied : messages.copy} disabled={isEmpty} onClick={onCopy}>
          {copied === 'yes' ? <CheckIcon /> : <CopyIcon />}
        </IconButton>
        <IconButton label={messages.download} disabled={isEmpty} onClick={onDownload}>
          <DownloadIcon />
        </IconButton>
        <DownloadAll
          url={props.downloadUrl}
          fileName={props.fileName}
          onDownload={props.onDownloadAll}
          messages={messages}
        />
      </div>
      <span className="catalyst-hidden" role="status">
        {copied === 'yes' ? messages.copied : copied === 'refused' ? messages.copyFailed : ''}
      </span>
    </div>
  )
}
