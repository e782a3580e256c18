import type { Pod } from '@catalyst/api'
import { Fragment, type ReactNode } from 'react'
import { SelectField } from '../../internals/SelectField.tsx'
import type { DetailSlots } from './DetailSlots.ts'
import type { DetailView } from './DetailView.ts'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { runningContainersOf } from './nextShell.ts'
import { useShell } from './useShell.ts'

export interface TerminalPanelProps {
  cluster: string | undefined
  /** `undefined` while they load. */
  pods: readonly Pod[] | undefined
  view: DetailView
  onViewChange: (view: DetailView) => void
  renderTerminal: NonNullable<DetailSlots['renderTerminal']>
  isShown: boolean
  words: EnvironmentDetailMessages
}

/** A shell in a container of an environment. */
export function TerminalPanel(props: TerminalPanelProps): ReactNode {
  const { cluster, pods, view, onViewChange, renderTerminal, isShown, words } = props
  // Behind another tab, the view is about what that one shows.
  const shell = useShell(pods ?? [], isShown ? view : {})
  if (shell === undefined) {
    return (
      <p className="catalyst-muted catalyst-screen-empty" role="status">
        {pods === undefined ? words.lookingForContainer : words.noContainer}
      </p>
    )
  }
  const { metadata } = shell.pod
  const running = (pods ?? []).filter((one) => runningContainersOf(one).length > 0)
  const names = new Set([...running.map((one) => one.metadata.name), metadata.name])
  return (
    <div className="catalyst-screen">
      <SelectField
        label={words.pod}
        value={metadata.name}
        options={[...names].map((value) => ({ value, label: value }))}
        onChange={(pod) => onViewChange({ tab: 'terminal', pod })}
      />
      {/* A pod that was made again under its name gets a new shell. */}
      <Fragment key={metadata.uid}>
        {renderTerminal({
          target: { cluster, namespace: metadata.namespace ?? '', pod: metadata.name, container: shell.container },
          onContainerChange: (container) => onViewChange({ tab: 'terminal', pod: metadata.name, container }),
          isShown,
        })}
      </Fragment>
    </div>
  )
}
