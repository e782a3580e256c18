import type { Environment } from '@catalyst/api'
import { describeError } from '@catalyst/sdk'
import { useCallback, useState, type ReactNode } from 'react'
import { useRestartEnvironment } from '../../hooks/useRestartEnvironment.ts'
import { useRetryEnvironment } from '../../hooks/useRetryEnvironment.ts'
import { CloseIcon } from '../../internals/icons.tsx'
import { IconButton } from '../../internals/IconButton.tsx'
import { DeleteEnvironmentDialog } from '../environment-actions/DeleteEnvironmentDialog.tsx'
import type { EnvironmentAction } from '../environment-actions/actionsOf.ts'
import type { EnvironmentPlace, RowBehaviour } from './EnvironmentCells.tsx'
import type { EnvironmentListMessages } from './environmentListMessages.ts'
import { EnvironmentMenuItems } from './EnvironmentMenuItems.tsx'
import { MenuButton } from './MenuButton.tsx'

export interface RowActions {
  renderActions: (environment: Environment, place: EnvironmentPlace) => ReactNode
  /** What came of the last action; always to be rendered, so that a screen reader hears of it. */
  notice: ReactNode
  /** The question before an environment is deleted; to be rendered outside of the table. */
  dialog: ReactNode
}

interface RowActionsOptions extends Pick<RowBehaviour, 'getHref' | 'onSelect'> {
  canForce: boolean
  words: EnvironmentListMessages
}

interface Question {
  environment: Environment
  place: EnvironmentPlace
  force: boolean
}

type Outcome = { tone: 'success' | 'danger'; text: string } | undefined

/** A menu for each row, with what its items do. */
export function useRowActions({ getHref, onSelect, canForce, words }: RowActionsOptions): RowActions {
  const { mutate: retry } = useRetryEnvironment()
  const { mutate: restart } = useRestartEnvironment()
  const [question, setQuestion] = useState<Question>()
  const [isAsking, setIsAsking] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()

  const act = useCallback(
    (action: EnvironmentAction, environment: Environment, place: EnvironmentPlace) => {
      setOutcome(undefined)
      if (action === 'delete' || action === 'force') {
        setQuestion({ environment, place, force: action === 'force' })
        setIsAsking(true)
        return
      }
      const { name, namespace = '' } = environment.metadata
      const mutate = action === 'retry' ? retry : restart
      mutate(
        { ...place, namespace, name },
        {
          onSuccess: () => setOutcome({ tone: 'success', text: words.done[action](name) }),
          onError: (error) => setOutcome({ tone: 'danger', text: words.failed[action](name, describeError(error)) }),
        },
      )
    },
    [retry, restart, words],
  )

  const renderActions = useCallback(
    (environment: Environment, place: EnvironmentPlace) => (
      <MenuButton label={words.actionsFor(environment.metadata.name)}>
        <EnvironmentMenuItems
          environment={environment}
          place={place}
          getHref={getHref}
          onSelect={onSelect}
          canForce={canForce}
          onAction={(action) => act(action, environment, place)}
          words={words}
        />
      </MenuButton>
    ),
    [act, canForce, getHref, onSelect, words],
  )

  return {
    renderActions,
    notice: (
      <div role="status" className="catalyst-environments-notice" data-tone={outcome?.tone}>
        {outcome !== undefined && (
          <>
            <span>{outcome.text}</span>
            <IconButton label={words.dismiss} onClick={() => setOutcome(undefined)}>
              <CloseIcon />
            </IconButton>
          </>
        )}
      </div>
    ),
    dialog: question !== undefined && (
      <DeleteEnvironmentDialog
        open={isAsking}
        environment={question.environment}
        cluster={question.place.cluster}
        force={question.force}
        onClose={() => setIsAsking(false)}
        onDeleted={({ metadata }) => {
          const done = question.force ? words.done.force : words.done.delete
          setOutcome({ tone: 'success', text: done(metadata.name) })
        }}
      />
    ),
  }
}
