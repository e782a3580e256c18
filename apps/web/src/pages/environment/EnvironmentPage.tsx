import type { Environment } from '@catalyst/api'
import { EnvironmentDetail, LogViewer, type DetailTab } from '@catalyst/react'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link, useHref, useLocation, useNavigate, useParams } from 'react-router'
import { useSearchShortcut, useShortcut } from '../../layout/useShortcut.ts'
import { projectPath } from '../../routing/projectPath.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { useDetailView } from './useDetailView.ts'

// xterm comes with the first terminal, not with the page.
const Terminal = lazy(async () => ({ default: (await import('@catalyst/react/terminal')).Terminal }))

/** One environment, live. */
export function EnvironmentPage(): ReactNode {
  const { cluster = '-', namespace = '', name = '' } = useParams()
  const navigate = useNavigate()
  const base = useHref('/').replace(/\/$/, '')
  const isNew = wasJustCreated(useLocation().state)
  const { view, setView, hrefOf, line, setLine } = useDetailView()
  const list = withCluster('/', cluster)
  const open = (tab: DetailTab) => () => setView({ ...view, tab })
  // In the order in which they stand.
  useShortcut('1', open('overview'))
  useShortcut('2', open('pods'))
  useShortcut('3', open('configuration'))
  useShortcut('4', open('log'))
  useShortcut('5', open('terminal'))
  useSearchShortcut()

  return (
    <>
      <title>{`${name} · Catalyst`}</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={list}>Environments</Link>
          <span aria-hidden="true"> / </span>
          <span>{namespace}</span>
        </nav>
      </div>
      <EnvironmentDetail
        // Another environment is another page: no shell or choice of the one before is left on it.
        key={`${cluster}/${namespace}/${name}`}
        cluster={cluster}
        namespace={namespace}
        name={name}
        headingLevel={1}
        view={view}
        onViewChange={setView}
        getViewHref={hrefOf}
        getProjectHref={(environment) => projectHref(environment, { cluster, base })}
        pending={isNew}
        onDeleted={() => void navigate(list)}
        onCleanUp={() => void navigate(list)}
        renderLog={(slot) => (
          <LogViewer {...slot} line={line} onLineChange={setLine} getLineHref={(one) => hrefOf(view, one)} />
        )}
        renderTerminal={({ target, onContainerChange }) => (
          <Suspense fallback={<p className="app-empty catalyst-muted">Loading the terminal…</p>}>
            <Terminal target={target} onContainerChange={onContainerChange} persistAs="catalyst" />
          </Suspense>
        )}
      />
    </>
  )
}

function projectHref(
  { spec: { projectRef } }: Environment,
  { cluster, base }: { cluster: string; base: string },
): string | undefined {
  const { namespace, name } = projectRef
  return namespace === undefined ? undefined : base + projectPath({ cluster, namespace, name })
}

function wasJustCreated(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'created' in state && state.created === true
}
