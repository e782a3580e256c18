import { usePods } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import { lazy, Suspense, type ReactNode } from 'react'
import { useQueryState, useQueryUpdate } from '../../routing/useQueryState.ts'
import { ContainerChoice } from './ContainerChoice.tsx'
import { PodChoice } from './PodChoice.tsx'
import { runningContainersOf } from './runningContainersOf.ts'
import { useShell } from './useShell.ts'

// xterm comes with the first terminal, not with the page.
const Terminal = lazy(async () => ({ default: (await import('@catalyst/react/terminal')).Terminal }))

export interface TerminalTabProps {
  environmentRef: ResourceRef
  isShown: boolean
}

/** A shell in a container of an environment. */
export function TerminalTab({ environmentRef, isShown }: TerminalTabProps): ReactNode {
  const { cluster, namespace, name: environment } = environmentRef
  const pods = usePods({ cluster, namespace, environment })
  const [chosenPod] = useQueryState('pod')
  const [chosenContainer, setContainer] = useQueryState('container')
  const update = useQueryUpdate()
  const items = pods.data?.items ?? []
  const running = items.filter((one) => runningContainersOf(one).length > 0)
  const shell = useShell(items, { pod: chosenPod, container: chosenContainer })

  return (
    <div className="app-screen" hidden={!isShown}>
      {shell === undefined ? (
        <p className="app-empty catalyst-muted" role="status">
          {pods.data === undefined
            ? 'Looking for a running container…'
            : 'No container is running yet. A shell opens once one is.'}
        </p>
      ) : (
        <>
          <div className="app-choices">
            <PodChoice
              pods={running}
              pod={shell.pod.metadata.name}
              onChange={(next) => update({ pod: next, container: undefined })}
            />
            <ContainerChoice pod={shell.pod} container={shell.container} onChange={setContainer} />
          </div>
          <Suspense fallback={<p className="app-empty catalyst-muted">Loading the terminal…</p>}>
            <Terminal
              key={`${shell.pod.metadata.uid}/${shell.container}`}
              className="app-screen-fill"
              target={{
                cluster: environmentRef.cluster,
                namespace: shell.pod.metadata.namespace ?? '',
                pod: shell.pod.metadata.name,
                container: shell.container,
              }}
            />
          </Suspense>
        </>
      )}
    </div>
  )
}
