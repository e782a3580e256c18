import type { Environment } from '@catalyst/api'
import { isNotFound, type ResourceRef } from '@catalyst/sdk'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useAccessReview } from '../../hooks/useAccessReview.ts'
import { useCreateEnvironment } from '../../hooks/useCreateEnvironment.ts'
import { useNow } from '../../internals/clock.ts'
import { environmentReview } from '../../internals/environmentReview.ts'
import { queryKeys } from '../../queries/queryKeys.ts'
import { ResourceNotFound } from '../resource-not-found/ResourceNotFound.tsx'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { listedEnvironment } from './listedEnvironment.ts'
import { recreationOf } from './recreationOf.ts'

export interface MissingEnvironmentProps {
  environmentRef: ResourceRef
  error: unknown
  /** What was known of it before it went. */
  known: Environment | undefined
  pending: boolean
  isRetrying: boolean
  onRetry: () => void
  onCleanUp: (() => void) | undefined
  words: EnvironmentDetailMessages
}

/** How long something that was just made may be unknown to the cluster's cache. */
const settlingMs = 60_000

/** An environment that is not in the cluster: what is known of it, and what can be done. */
export function MissingEnvironment(props: MissingEnvironmentProps): ReactNode {
  const { environmentRef, error, pending, isRetrying, onRetry, onCleanUp, words } = props
  const { cluster, name } = environmentRef
  const queryClient = useQueryClient()
  const known = props.known ?? listedEnvironment(queryClient, environmentRef)
  const create = useCreateEnvironment()
  const now = useNow(10_000)
  const problem = isNotFound(error) ? error.problem : undefined
  const lastSeen = problem?.lastSeen
  const again = recreationOf(lastSeen?.object ?? known)
  const right = environmentReview('create', { metadata: environmentRef })
  const review = useAccessReview(again === undefined ? [] : [right], { cluster })
  // Where it can't be known it is offered: the proxy decides anyway, and says why not.
  const mayCreate = review.error !== null || review.allowed(right) === true
  const age = now - Date.parse(known?.metadata.creationTimestamp ?? '')
  const isSettling = known !== undefined && known.status === undefined && age < settlingMs

  return (
    <ResourceNotFound
      resourceType={words.kind}
      resourceName={name}
      error={error}
      known={known}
      pending={lastSeen === undefined && (pending || isSettling)}
      isRetrying={isRetrying}
      onRetry={onRetry}
      onRecreate={
        mayCreate && again ? () => create.mutate({ cluster, environment: again }, { onSuccess: onRetry }) : undefined
      }
      isRecreating={create.isPending}
      recreateError={create.error}
      onCleanUp={
        onCleanUp &&
        (() => {
          queryClient.removeQueries({ queryKey: queryKeys.environment(environmentRef) })
          void queryClient.invalidateQueries({ queryKey: queryKeys.environments(cluster) })
          onCleanUp()
        })
      }
    />
  )
}
