import type { AccessRole } from '@catalyst/api'
import { accessRoles } from '@catalyst/api'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from './Home.ts'
import { isReserved, reservedMessage, type PersonalSubject } from './personalSubject.ts'

/** Whose token a developer gets for tools that work in the environment. */
const developerAccount = 'catalyst-developer'

/**
 * Who may do what in an environment: one binding for each of Catalyst's roles that somebody has. Owners own development
 * environments and observe all others; without a word in the project that is its team. Names in a project are those of the cluster,
 * prefixes of the API server included.
 *
 * @throws RangeError for names that Kubernetes keeps for its own parts: whoever writes a project hands out rights to people alone.
 */
export function desiredRoleBindings(home: Home): DesiredObject[] {
  const { namespace, labels } = home
  const bind = (name: string, role: AccessRole, subjects: readonly object[]): DesiredObject => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, namespace, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `catalyst-${role}` },
    subjects,
  })
  const ofPeople = accessRoles.flatMap((role) => {
    const subjects = subjectsOf(home, role).map(named)
    return subjects.length === 0 ? [] : [bind(`catalyst-${role}`, role, subjects)]
  })
  if (!isDevelopment(home)) return ofPeople
  const account = { kind: 'ServiceAccount', name: developerAccount, namespace }
  return [
    ...ofPeople,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: developerAccount, namespace, labels } },
    bind(developerAccount, 'owner', [account]),
  ]
}

function subjectsOf(home: Home, role: AccessRole): readonly PersonalSubject[] {
  const { environment, project, team, settings } = home
  const { access } = project.spec
  if (access === undefined) {
    const isTeams = role === (isDevelopment(home) ? 'owner' : 'observer')
    return isTeams ? [{ kind: 'Group', name: `${settings.groupsPrefix}${settings.teamGroupPrefix}${team}` }] : []
  }
  const { name } = environment.metadata
  return access
    .filter((entry) => roleIn(home, entry.role) === role && (entry.environments?.includes(name) ?? true))
    .flatMap(({ subjects }) => subjects)
}

/** What somebody owns are development environments; all that runs for others takes an admin. */
function roleIn(home: Home, role: AccessRole): AccessRole {
  return role === 'owner' && !isDevelopment(home) ? 'observer' : role
}

function isDevelopment({ environment }: Home): boolean {
  return environment.spec.type === 'development'
}

function named(subject: PersonalSubject): object {
  if (isReserved(subject)) throw new RangeError(reservedMessage(subject))
  const { kind, name } = subject
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name }
}
