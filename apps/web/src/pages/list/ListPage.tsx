import { isPhaseFilter, type PhaseFilter } from './isPhaseFilter.ts'
import { EnvironmentList } from '@catalyst/react'
import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useShortcut } from '../../layout/useShortcut.ts'
import { environmentPath } from '../../routing/environmentPath.ts'
import { useQueryState } from '../../routing/useQueryState.ts'
import { useQueryText } from '../../routing/useQueryText.ts'
import { ClusterChoice } from './ClusterChoice.tsx'
import { ClusterNotice } from './ClusterNotice.tsx'
import { CreateEnvironmentDialog } from './CreateEnvironmentDialog.tsx'
import { DemoHint } from './DemoHint.tsx'

/** All environments of a cluster, live. */
export function ListPage(): ReactNode {
  const navigate = useNavigate()
  const [status, setStatus] = useQueryState('status')
  const [cluster, setCluster] = useQueryState('cluster')
  const [search, setSearch] = useQueryText('q')
  const [isCreating, setIsCreating] = useState(false)
  const phase: PhaseFilter | undefined = isPhaseFilter(status) ? status : undefined
  useShortcut('n', () => setIsCreating(true))
  useShortcut('/', () => document.querySelector<HTMLInputElement>('.app-main input[type=search]')?.focus())
  const pathOf = ({
    metadata: { name, namespace = '' },
  }: {
    metadata: { name: string; namespace?: string | undefined }
  }) => environmentPath({ cluster, namespace, name })

  return (
    <>
      <title>Environments · Catalyst</title>
      <div className="app-page-head">
        <h1>Environments</h1>
        <div className="app-actions">
          <ClusterChoice cluster={cluster} onChange={setCluster} />
          <button type="button" className="catalyst-button" data-variant="primary" onClick={() => setIsCreating(true)}>
            New environment
          </button>
        </div>
      </div>
      <ClusterNotice cluster={cluster} />
      <EnvironmentList
        cluster={cluster}
        phase={phase}
        onPhaseChange={setStatus}
        search={search}
        onSearchChange={setSearch}
        getHref={pathOf}
        onSelect={(environment) => void navigate(pathOf(environment))}
      />
      <DemoHint />
      {isCreating && (
        <CreateEnvironmentDialog
          cluster={cluster}
          onClose={() => setIsCreating(false)}
          onCreated={(environment) => void navigate(pathOf(environment), { state: { created: true } })}
        />
      )}
    </>
  )
}
