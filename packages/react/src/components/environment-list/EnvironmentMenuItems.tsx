import type { Environment } from '@catalyst/api'
import type { ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { safeUrl } from '../../internals/safeUrl.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { actionsOf, type EnvironmentAction } from '../environment-actions/actionsOf.ts'
import { environmentActionsMessages } from '../environment-actions/environmentActionsMessages.ts'
import { useEnvironmentRights } from '../environment-actions/useEnvironmentRights.ts'
import type { EnvironmentPlace, RowBehaviour } from './EnvironmentCells.tsx'
import type { EnvironmentListMessages } from './environmentListMessages.ts'

export interface EnvironmentMenuItemsProps extends Pick<RowBehaviour, 'getHref' | 'onSelect'> {
  environment: Environment
  place: EnvironmentPlace
  /** Offers removal by force for every environment, not only for one whose deletion hangs. */
  canForce: boolean
  onAction: (action: EnvironmentAction) => void
  words: EnvironmentListMessages
}

/** What the menu of a row offers: where it leads, and what the caller may do about it as it is now. */
export function EnvironmentMenuItems(props: EnvironmentMenuItemsProps): ReactNode {
  const { environment, place, getHref, onSelect, canForce, onAction, words } = props
  const actionWords = useMessages('environmentActions', environmentActionsMessages)
  const rights = useEnvironmentRights(environment, place.cluster)
  const offered = actionsOf(environment, useNow(10_000)).actions
  const actions = canForce && !offered.includes('force') ? [...offered, 'force' as const] : offered
  const url = safeUrl(environment.status?.url)
  const href = getHref?.(environment, place)
  return (
    <>
      {href !== undefined && (
        <a
          role="menuitem"
          tabIndex={-1}
          href={href}
          onClick={(event) => {
            if (onSelect === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            onSelect(environment, place)
          }}
        >
          {words.open}
        </a>
      )}
      {href === undefined && onSelect !== undefined && (
        <button type="button" role="menuitem" tabIndex={-1} onClick={() => onSelect(environment, place)}>
          {words.open}
        </button>
      )}
      {url !== undefined && (
        <a role="menuitem" tabIndex={-1} href={url.href} target="_blank" rel="noreferrer">
          {words.visit}
        </a>
      )}
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-tone={action === 'delete' || action === 'force' ? 'danger' : undefined}
          // It is offered once it is known that it may be done; one that may not says so instead of being missing.
          aria-disabled={rights[action] !== true}
          title={rights[action] === false ? words.notAllowed : actionWords.hint[action]}
          onClick={() => rights[action] === true && onAction(action)}
        >
          {actionWords.action[action]}
          {rights[action] === false && <span className="catalyst-menu-why">{words.notAllowed}</span>}
        </button>
      ))}
    </>
  )
}
