import type { Environment, Pod } from '@catalyst/api'
import type { LogTarget } from '@catalyst/sdk'
import { Fragment, type ReactNode } from 'react'
import { SelectField } from '../../internals/SelectField.tsx'
import type { DetailSlots } from './DetailSlots.ts'
import type { DetailView } from './DetailView.ts'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { useDeployers } from './useDeployers.ts'

export interface LogPanelProps {
  environment: Environment
  cluster: string | undefined
  /** `undefined` as long as they are not known. */
  pods: readonly Pod[] | undefined
  view: DetailView
  onViewChange: (view: DetailView) => void
  renderLog: NonNullable<DetailSlots['renderLog']>
  words: EnvironmentDetailMessages
}

/** The log of an environment: all its pods merged, or one; as long as nothing of it runs, that of what deploys it. */
export function LogPanel(props: LogPanelProps): ReactNode {
  const { environment, cluster, pods, view, onViewChange, renderLog, words } = props
  const { name, namespace = '' } = environment.metadata
  const deployers = useDeployers(environment, cluster)
  const { container } = view
  const pod = view.pod ?? (pods?.length === 0 ? deployers[0]?.metadata.name : undefined)
  const isDeployer = deployers.some(({ metadata }) => metadata.name === pod)
  const podNamespace = isDeployer ? namespace : (pods?.[0]?.metadata.namespace ?? environment.status?.namespace)
  const target: LogTarget =
    pod === undefined || podNamespace === undefined
      ? { cluster, namespace, environment: name }
      : { cluster, namespace: podNamespace, pod }
  const names = new Set([...(pods ?? []), ...deployers].map(({ metadata }) => metadata.name))
  if (pod !== undefined) names.add(pod)
  return (
    <div className="catalyst-screen">
      {names.size > 0 && (
        <SelectField
          label={words.pod}
          value={pod ?? ''}
          options={[{ value: '', label: words.allPods }, ...[...names].map((one) => ({ value: one, label: one }))]}
          onChange={(next) => onViewChange({ tab: 'log', pod: next === '' ? undefined : next })}
        />
      )}
      {/* Another log is another screen: nothing of the one before is left on it. */}
      <Fragment key={JSON.stringify(target)}>
        {renderLog({
          target,
          container,
          onContainerChange: (next) => onViewChange({ ...view, container: next }),
        })}
      </Fragment>
    </div>
  )
}
