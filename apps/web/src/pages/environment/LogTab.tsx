import { LogViewer, useEnvironment, usePods } from '@catalyst/react'
import type { LogTarget, ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { useQueryState, useQueryUpdate } from '../../routing/useQueryState.ts'
import { PodChoice } from './PodChoice.tsx'

/** The log of an environment: all its pods merged, or one. */
export function LogTab({ environmentRef }: { environmentRef: ResourceRef }): ReactNode {
  const { cluster, namespace, name } = environmentRef
  const pods = usePods({ cluster, namespace, environment: name }).data?.items ?? []
  const home = useEnvironment(environmentRef).data?.status?.namespace
  const [pod] = useQueryState('pod')
  const [container, setContainer] = useQueryState('container')
  const update = useQueryUpdate()
  const podNamespace = pods[0]?.metadata.namespace ?? home
  const target: LogTarget =
    pod === undefined || podNamespace === undefined
      ? { cluster, namespace, environment: name }
      : { cluster, namespace: podNamespace, pod }
  return (
    <div className="app-screen">
      {podNamespace !== undefined && (
        <PodChoice
          pods={pods}
          pod={pod}
          onChange={(next) => update({ pod: next, container: undefined })}
          all="All pods"
        />
      )}
      <LogViewer
        key={JSON.stringify(target)}
        className="app-screen-fill"
        target={target}
        container={container}
        onContainerChange={setContainer}
      />
    </div>
  )
}
