import { describeError } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { UnpluggedIcon } from '../../internals/icons.tsx'
import type { EnvironmentListMessages } from './environmentListMessages.ts'

/** How one of several clusters is doing. */
export interface ClusterState {
  cluster: string
  /** Why its environments can't be shown, or can't be renewed. */
  error?: unknown
  /** What is shown of it is what was true at `staleSince`. */
  stale?: boolean | undefined
  staleSince?: Date | undefined
}

export interface ClusterFailuresProps {
  clusters: readonly ClusterState[]
  onRetry: (() => void) | undefined
  words: EnvironmentListMessages
}

/**
 * Which of several clusters are missing from the list or behind, and why; the others are shown all the same. Renders a `<div role="status">`,
 * always there, so that what it says later is announced.
 */
export function ClusterFailures({ clusters, onRetry, words }: ClusterFailuresProps): ReactNode {
  const troubled = clusters.filter(({ error, stale }) => isPresent(error) || stale === true)
  return (
    <div role="status" className="catalyst-cluster-failures">
      {troubled.length > 0 && (
        <ul>
          {troubled.map((one) => (
            <li key={one.cluster} data-tone={isPresent(one.error) ? 'danger' : 'warning'}>
              <UnpluggedIcon />
              {isPresent(one.error) && one.stale !== true ? (
                <span>{words.clusterFailed(one.cluster, describeError(one.error))}</span>
              ) : (
                <StaleText cluster={one} words={words} />
              )}
              {onRetry !== undefined && (
                <button type="button" className="catalyst-link" onClick={onRetry}>
                  {words.retry}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function StaleText({ cluster: { cluster, staleSince }, words }: StaleTextProps): ReactNode {
  const now = useNow(10_000)
  return <span>{words.clusterStale(cluster, staleSince && formatDuration(now - staleSince.getTime()))}</span>
}

interface StaleTextProps {
  cluster: ClusterState
  words: EnvironmentListMessages
}

function isPresent(error: unknown): boolean {
  return error !== undefined && error !== null
}
