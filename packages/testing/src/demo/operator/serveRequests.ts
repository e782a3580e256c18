import type { StatusDraft } from './StatusDraft.ts'
import type { Wanted } from './Wanted.ts'

/**
 * Sends an environment back to an earlier phase when something new is asked of it: another commit, a retry, another
 * configuration, a restart.
 *
 * @returns whether builds that run are of no use any longer
 */
export function serveRequests({ environment, sources }: Wanted, draft: StatusDraft): boolean {
  const { spec, metadata, status } = environment
  const commits = sources.map(({ name, commitSha, branch }) => ({ name, commitSha, branch }))
  const isNew = draft.value.phase === undefined
  const isOtherCommit = !isNew && JSON.stringify(status?.sources ?? []) !== JSON.stringify(commits)
  const isRetry = !isNew && spec.retryRequest !== undefined && spec.retryRequest !== status?.retryRequest
  const isRestart = spec.restartRequest !== status?.restartRequest
  const isOtherSpec = !isNew && status?.observedGeneration !== metadata.generation
  const { phase } = draft

  if (commits.length > 0) draft.set({ sources: commits })
  draft.set({
    observedGeneration: metadata.generation,
    retryRequest: spec.retryRequest,
    restartRequest: spec.restartRequest,
  })
  if (isNew) {
    draft.enter('Pending')
    draft.set({ attempts: 1, updatedAt: draft.value.updatedAt })
    return false
  }
  if (isOtherCommit || isRetry || (isOtherSpec && phase === 'Failed')) {
    draft.set({ attempts: isRetry && !isOtherCommit ? (status?.attempts ?? 1) + 1 : 1 })
    draft.set({ builds: (draft.value.builds ?? []).filter((one) => one.phase === 'Succeeded') })
    const message = isOtherCommit ? 'A newer commit is to be deployed.' : 'Another attempt was asked for.'
    draft.condition('Ready', { status: 'False', reason: isOtherCommit ? 'NewCommit' : 'Retry', message })
    draft.condition('BuildSucceeded', { status: 'Unknown', reason: 'Pending', message: '' })
    draft.enter('Pending')
    return true
  }
  const hasRun = phase === 'Ready' || phase === 'Degraded'
  if (hasRun && (isRestart || isOtherSpec)) draft.enter('Deploying')
  return false
}
