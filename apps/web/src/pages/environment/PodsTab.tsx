import { PodList } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { Tab } from './TabLinks.tsx'

/** What runs in an environment, with the way to its logs and shells. */
export function PodsTab({ environmentRef }: { environmentRef: ResourceRef }): ReactNode {
  const { cluster, namespace, name } = environmentRef
  const [, setQuery] = useSearchParams()
  const open = (tab: Tab) => (pod: string, container: string) => setQuery({ tab, pod, container })
  return (
    <section aria-label="Pods">
      <PodList
        cluster={cluster}
        namespace={namespace}
        environment={name}
        onOpenLog={open('log')}
        onOpenShell={open('terminal')}
      />
    </section>
  )
}
