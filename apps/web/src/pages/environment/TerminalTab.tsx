import type { Pod } from '@catalyst/api'
import { useEnvironmentPods } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import { lazy, Suspense, type ReactNode } from 'react'
import { useQueryState } from '../../routing/useQueryState.ts'
import { ContainerChoice, runningContainersOf } from './ContainerChoice.tsx'
import { PodChoice } from './PodChoice.tsx'

// xterm comes with the first terminal, not with the page.
const Terminal = lazy(async () => ({ default: (await import('@catalyst/react/terminal')).Terminal }))

export interface TerminalTabProps {
  environmentRef: ResourceRef
  isShown: boolean
}

/** A shell in a container of an environment. */
export function TerminalTab({ environmentRef, isShown }: TerminalTabProps): ReactNode {
  const pods = useEnvironmentPods(environmentRef)
  const [chosenPod, setPod] = useQueryState('pod')
  const [chosenContainer, setContainer] = useQueryState('container')
  const running = (pods.data?.items ?? []).filter((pod) => runningContainersOf(pod).length > 0)
  const pod = pods.data?.items.find(({ metadata }) => metadata.name === chosenPod) ?? running[0]
  const container = containerOf(pod, chosenContainer)

  return (
    <div className="app-screen" hidden={!isShown}>
      {pod === undefined || container === undefined ? (
        <p className="app-empty catalyst-muted" role="status">
          {pods.data === undefined
            ? 'Looking for a running container…'
            : 'No container is running yet. A shell opens once one is.'}
        </p>
      ) : (
        <>
          <div className="app-choices">
            <PodChoice pods={running} pod={pod.metadata.name} onChange={setPod} />
            <ContainerChoice pod={pod} container={container} onChange={setContainer} />
          </div>
          <Suspense fallback={<p className="app-empty catalyst-muted">Loading the terminal…</p>}>
            <Terminal
              key={`${pod.metadata.uid}/${container}`}
              className="app-screen-fill"
              target={{
                cluster: environmentRef.cluster,
                namespace: pod.metadata.namespace ?? '',
                pod: pod.metadata.name,
                container,
              }}
            />
          </Suspense>
        </>
      )}
    </div>
  )
}

/** The chosen container where the pod has it, else the first that runs, else the first. */
function containerOf(pod: Pod | undefined, chosen: string | undefined): string | undefined {
  if (pod === undefined) return undefined
  const names = (pod.spec?.containers ?? []).map(({ name }) => name)
  const others = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.ephemeralContainers ?? [])].map(({ name }) => name)
  if (chosen !== undefined && [...names, ...others].includes(chosen)) return chosen
  return names.find((name) => runningContainersOf(pod).includes(name)) ?? names[0]
}
