import type { Environment, Pod } from '@catalyst/api'
import type { LogTarget } from '@catalyst/sdk'
import { Fragment, type ReactNode } from 'react'
import { SelectField } from '../../internals/SelectField.tsx'
import type { DetailSlots } from './DetailSlots.ts'
import type { DetailView } from './DetailView.ts'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { useDeployer } from './useDeployer.ts'

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
  const deployer = useDeployer(environment, cluster)?.metadata.name
  const { container } = view
  const pod = view.pod ?? (pods?.length === 0 ? deployer : undefined)
  const isDeployer = pod !== undefined && pod === deployer
  const podNamespace = isDeployer ? namespace : (pods?.[0]?.metadata.namespace ?? environment.status?.namespace)
  const target: LogTarget =
    pod === undefined || podNamespace === undefined
      ? { cluster, namespace, environment: name }
      : { cluster, namespace: podNamespace, pod }
  const names = new Set((pods ?? []).map(({ metadata }) => metadata.name))
  for (const one of [deployer, pod]) if (one !== undefined) names.add(one)
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
