import { PodListView, ProblemView, useEnvironmentPods } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { Tab } from './TabLinks.tsx'

/** What runs in an environment, with the way to its logs and shells. */
export function PodsTab({ environmentRef }: { environmentRef: ResourceRef }): ReactNode {
  const pods = useEnvironmentPods(environmentRef)
  const [, setQuery] = useSearchParams()
  const open = (tab: Tab) => (pod: string, container: string) => setQuery({ tab, pod, container })
  return (
    <section className="app-card" aria-label="Pods">
      {pods.isError && <ProblemView error={pods.error} onRetry={() => void pods.refetch()} />}
      {(pods.data !== undefined || !pods.isError) && (
        <PodListView pods={pods.data?.items} onOpenLog={open('log')} onOpenShell={open('terminal')} />
      )}
    </section>
  )
}
