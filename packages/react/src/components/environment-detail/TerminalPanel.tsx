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
  const shell = useShell(pods ?? [], { pod: view.pod, container: view.container })
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
  const containers = new Set([...runningContainersOf(shell.pod), shell.container])
  const options = (values: Iterable<string>) => [...values].map((value) => ({ value, label: value }))
  return (
    <div className="catalyst-screen">
      <div className="catalyst-screen-choices">
        <SelectField
          label={words.pod}
          value={metadata.name}
          options={options(names)}
          onChange={(pod) => onViewChange({ tab: 'terminal', pod })}
        />
        {containers.size > 1 && (
          <SelectField
            label={words.container}
            value={shell.container}
            options={options(containers)}
            onChange={(container) => onViewChange({ tab: 'terminal', pod: metadata.name, container })}
          />
        )}
      </div>
      <Fragment key={`${metadata.uid}/${shell.container}`}>
        {renderTerminal({
          target: { cluster, namespace: metadata.namespace ?? '', pod: metadata.name, container: shell.container },
          isShown,
        })}
      </Fragment>
    </div>
  )
}
