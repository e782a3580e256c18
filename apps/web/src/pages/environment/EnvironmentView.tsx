import type { Environment } from '@catalyst/api'
import { EnvironmentStatus } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import { useState, type ReactNode } from 'react'
import { useQueryState } from '../../routing/useQueryState.ts'
import { EnvironmentActions } from './EnvironmentActions.tsx'
import { LogTab } from './LogTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { PodsTab } from './PodsTab.tsx'
import { TabLinks, tabOf } from './TabLinks.tsx'
import { TerminalTab } from './TerminalTab.tsx'

export interface EnvironmentViewProps {
  environment: Environment
  environmentRef: ResourceRef
}

/** What is known of an environment and what runs in it. */
export function EnvironmentView({ environment, environmentRef }: EnvironmentViewProps): ReactNode {
  const [tabText] = useQueryState('tab')
  const tab = tabOf(tabText)
  // A shell lives on while one looks elsewhere on the page.
  const [hadTerminal, setHadTerminal] = useState(false)
  if (tab === 'terminal' && !hadTerminal) setHadTerminal(true)

  return (
    <>
      <div className="app-page-head">
        <h1 className="app-title">{environment.metadata.name}</h1>
        <EnvironmentActions environment={environment} environmentRef={environmentRef} />
      </div>
      <EnvironmentStatus environment={environment} />
      <TabLinks tab={tab} />
      {tab === 'overview' && <OverviewTab environment={environment} environmentRef={environmentRef} />}
      {tab === 'pods' && <PodsTab environmentRef={environmentRef} />}
      {tab === 'log' && <LogTab environmentRef={environmentRef} />}
      {hadTerminal && <TerminalTab environmentRef={environmentRef} isShown={tab === 'terminal'} />}
    </>
  )
}
