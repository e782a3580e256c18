import type { Environment } from '@catalyst/api'
import { useAccessReview } from '../../hooks/useAccessReview.ts'
import { environmentReview } from '../../internals/environmentReview.ts'
import type { EnvironmentAction } from './actionsOf.ts'

/**
 * What the caller may do to an environment; `undefined` while it is asked. Where it can't be known, everything is offered: the
 * proxy decides anyway, and says why not.
 */
export function useEnvironmentRights(
  environment: Environment,
  cluster: string | undefined,
): Record<EnvironmentAction | 'approve', boolean | undefined> {
  const change = environmentReview('patch', environment)
  const remove = environmentReview('delete', environment)
  const deploy = environmentReview('deploy', environment)
  const review = useAccessReview([change, remove, deploy], { cluster })
  const may = (one: typeof change) => (review.error === null ? review.allowed(one) : true)
  // Whoever may deploy may force; the owners of development environments too, whom the right to delete tells.
  const force = environment.spec.type === 'development' ? may(remove) : may(deploy)
  return {
    approve: may(deploy),
    retry: may(change),
    restart: may(change),
    delete: may(remove),
    force: may(deploy) === true || force,
  }
}
