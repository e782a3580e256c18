import type { AccessRole } from '@catalyst/api'
import { accessRoles } from '@catalyst/api'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Home } from './Home.ts'

interface Subject {
  kind: 'User' | 'Group'
  name: string
}

/**
 * Who may do what in an environment: one binding for each of Catalyst's roles that somebody has. Without a word in the
 * project, its team owns development environments and observes all others.
 */
export function desiredRoleBindings(home: Home): DesiredObject[] {
  const { namespace, labels } = home
  return accessRoles.flatMap((role) => {
    const subjects = subjectsOf(home, role).map((subject) => named(home, subject))
    if (subjects.length === 0) return []
    return [
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: `catalyst-${role}`, namespace, labels },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `catalyst-${role}` },
        subjects,
      },
    ]
  })
}

function subjectsOf({ environment, project, team, settings }: Home, role: AccessRole): readonly Subject[] {
  const { access } = project.spec
  if (access === undefined) {
    const isDevelopment = environment.spec.type === 'development'
    const isTeams = role === (isDevelopment ? 'owner' : 'observer')
    return isTeams ? [{ kind: 'Group', name: `${settings.teamGroupPrefix}${team}` }] : []
  }
  const { name } = environment.metadata
  return access
    .filter((entry) => entry.role === role && (entry.environments === undefined || entry.environments.includes(name)))
    .flatMap(({ subjects }) => subjects)
}

/** @throws RangeError for names that Kubernetes keeps for its own parts: whoever writes a project can't hand out more than people. */
function named({ settings }: Home, { kind, name }: Subject): object {
  const full = (kind === 'User' ? settings.usernamePrefix : settings.groupsPrefix) + name
  if (name.startsWith('system:') || full.startsWith('system:'))
    throw new RangeError(`spec.access names "${name}": names that begin with "system:" belong to Kubernetes itself.`)
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name: full }
}
