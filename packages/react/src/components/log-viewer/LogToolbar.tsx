import { useState, type ReactNode } from 'react'
import { IconButton } from '../../internals/IconButton.tsx'
import { FollowIcon, FunnelIcon, LookIcon, MoreIcon, PauseIcon } from './logIcons.tsx'
import type { LogPanels } from './useLogPanels.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface LogToolbarProps {
  panels: LogPanels
  /** How many severities and sources are hidden. */
  hidden: number
  isFollowing: boolean
  onFollowingChange: (isFollowing: boolean) => void
  search: ReactNode
  /** The choice of what is loaded. */
  fields: ReactNode
  /** What is done with what is loaded. */
  tools: ReactNode
  messages: LogViewerMessages
}

/**
 * Everything that a log is operated with. Where it is narrow, fields and tools are behind one button. Renders a `<div>`;
 * `data-open` is present while they are shown there.
 */
export function LogToolbar(props: LogToolbarProps): ReactNode {
  const { panels, hidden, isFollowing, onFollowingChange, search, fields, tools, messages } = props
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="catalyst-log-toolbar" data-open={isOpen ? '' : undefined}>
      {search}
      <div className="catalyst-log-tools">
        <IconButton
          label={isFollowing ? messages.pause : messages.follow}
          data-action="follow"
          onClick={() => onFollowingChange(!isFollowing)}
        >
          {isFollowing ? <PauseIcon /> : <FollowIcon />}
        </IconButton>
        <IconButton
          label={hidden === 0 ? messages.filter : messages.filterActive(hidden)}
          data-active={hidden === 0 ? undefined : ''}
          {...panels.buttonProps('filter')}
        >
          <FunnelIcon />
        </IconButton>
        <IconButton label={messages.look} {...panels.buttonProps('look')}>
          <LookIcon />
        </IconButton>
        <IconButton
          className="catalyst-button catalyst-log-fold"
          label={messages.more}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <MoreIcon />
        </IconButton>
      </div>
      <div className="catalyst-log-fields catalyst-log-folded">{fields}</div>
      <div className="catalyst-log-tools catalyst-log-folded">{tools}</div>
    </div>
  )
}
