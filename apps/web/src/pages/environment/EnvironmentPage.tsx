import { ConnectionStatus, ProblemView, ResourceNotFound, useEnvironment } from '@catalyst/react'
import { isNotFound, type ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { EnvironmentView } from './EnvironmentView.tsx'
import { LoadingEnvironment } from './LoadingEnvironment.tsx'

/** One environment, live. */
export function EnvironmentPage(): ReactNode {
  const { cluster = '-', namespace = '', name = '' } = useParams()
  const ref: ResourceRef = { cluster, namespace, name }
  const query = useEnvironment(ref)
  const isNew = wasJustCreated(useLocation().state)
  const list = cluster === '-' ? '/' : `/?cluster=${encodeURIComponent(cluster)}`
  const retry = () => void query.refetch()

  return (
    <>
      <title>{`${name} · Catalyst`}</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={list}>Environments</Link>
          <span aria-hidden="true"> / </span>
          <span>{namespace}</span>
        </nav>
        {!isNotFound(query.error) && <ConnectionStatus of={query} />}
      </div>
      {isNotFound(query.error) ? (
        <>
          <h1 className="app-title">{name}</h1>
          <ResourceNotFound
            resourceType="Environment"
            resourceName={name}
            missing={query.error.problem.missing}
            lastSeen={query.error.problem.lastSeen}
            pending={isNew && query.error.problem.lastSeen === undefined}
            isRetrying={query.isFetching}
            onRetry={retry}
          >
            <Link className="catalyst-button" to={list}>
              All environments
            </Link>
          </ResourceNotFound>
        </>
      ) : query.data !== undefined ? (
        <EnvironmentView environment={query.data} environmentRef={ref} />
      ) : query.isError ? (
        <>
          <h1 className="app-title">{name}</h1>
          <ProblemView error={query.error} onRetry={retry} />
        </>
      ) : (
        <LoadingEnvironment name={name} />
      )}
    </>
  )
}

function wasJustCreated(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'created' in state && state.created === true
}
