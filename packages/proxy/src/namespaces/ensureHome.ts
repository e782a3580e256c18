import { labels, type AccessReview } from '@catalyst/api'
import { ensureNamespace } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { describeReview } from '../access/describeReview.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import { bindMembers } from './bindMembers.ts'
import { groupOfTeam } from './groupOfTeam.ts'

/** The namespace that an object is to be created in, and whose it is. */
export interface Home {
  namespace: string
  team: string
  /** Absent for a team's own namespace. */
  project?: string | undefined
}

/** The Pod Security Standard of what runs in a project's namespace: Jobs that deploy, as the operator labels it too. */
const podSecurity = { 'pod-security.kubernetes.io/enforce': 'restricted' }

export interface EnsuredHome {
  /** Whether the namespace or the binding of its members was made just now, so that rights there are still on their way. */
  fresh: boolean
}

/**
 * Makes the namespace of a team or a project, with the binding of the team's members, when it is missing. It does so with
 * the proxy's own identity: so it is only for callers of that team, and for those whom the cluster lets create the object
 * there anyway. One that exists has to be this team's and this project's; one that is nobody's stays as it is.
 *
 * @throws ProblemError FORBIDDEN; NamespaceError for a namespace of the system or of another team; what the cluster says.
 */
export async function ensureHome(
  context: Pick<ProxyContext, 'reviewAccess' | 'options'>,
  caller: Caller,
  { home, review }: { home: Home; review: AccessReview },
): Promise<EnsuredHome> {
  const { namespace, team, project } = home
  const { identity, cluster, kubeConfig } = caller
  const { allowed } = await context.reviewAccess(identity, cluster, review)
  if (!allowed && !identity.teams.includes(team)) {
    throw new ProblemError('FORBIDDEN', `You are not in team "${team}", and you may not ${describeReview(review)}.`)
  }
  const { created, ownership } = await ensureNamespace(kubeConfig, {
    name: namespace,
    labels: {
      [labels.team]: team,
      ...(project !== undefined && { [labels.project]: project, ...podSecurity }),
    },
  })
  // Whoever owns the cluster's credential needs no binding. A missing right tells that an earlier call was cut off in between.
  const binds = identity.impersonate && ownership === 'ours' && (created || !allowed)
  if (binds) await bindMembers(kubeConfig, { namespace, group: groupOfTeam(team, context.options) })
  return { fresh: binds }
}
