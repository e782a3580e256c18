import { labels, type AccessReview } from '@catalyst/api'
import { ensureNamespace, type EnsuredNamespace } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { describeReview } from '../access/describeReview.ts'
import type { ProxyContext } from '../ProxyContext.ts'

/** The namespace that an object is to be created in, and whose it is. */
export interface Home {
  namespace: string
  team: string
  /** Absent for a team's own namespace. */
  project?: string | undefined
}

/**
 * Makes the namespace of a team or a project when it is missing, with the proxy's own identity: so it is only for
 * callers of that team, and for those whom the cluster lets create the object there anyway. One that exists has to be
 * this team's and this project's.
 *
 * @throws ProblemError FORBIDDEN; NamespaceError for a namespace of the system or of another team; what the cluster says.
 */
export async function ensureHome(
  context: Pick<ProxyContext, 'reviewAccess'>,
  caller: Caller,
  { home, review }: { home: Home; review: AccessReview },
): Promise<EnsuredNamespace> {
  const { namespace, team, project } = home
  if (!caller.identity.teams.includes(team)) {
    const { allowed } = await context.reviewAccess(caller.identity, caller.cluster, review)
    if (!allowed) {
      throw new ProblemError('FORBIDDEN', `You are not in team "${team}", and you may not ${describeReview(review)}.`)
    }
  }
  return ensureNamespace(caller.kubeConfig, {
    name: namespace,
    labels: { [labels.team]: team, ...(project !== undefined && { [labels.project]: project }) },
  })
}
