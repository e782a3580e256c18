import type { Project } from '@catalyst/api'
import { isReserved, type PersonalSubject } from '../desired/personalSubject.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { stamped } from '../objects/stamped.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'

export type TeamSettings = Pick<OperatorSettings, 'groupsPrefix' | 'teamGroupPrefix'>

export interface ProjectHome {
  project: Project
  /** The namespace of the project, and what is on everything that is made there. */
  namespace: string
  labels: Readonly<Record<string, string>>
  settings: TeamSettings
}

const apiGroup = 'rbac.authorization.k8s.io'

/**
 * Who may do what with the environments of a project, where these are objects: the team is a member. Admins of the whole
 * project are too, be they of the team or not, and may deploy. Whoever is admin of single environments has that right in their own
 * namespaces, where the admission policy looks for it.
 *
 * Reserved names are left out: nobody who is named beside them is to lose the right by which they could mend it.
 */
export function desiredProjectBindings({ project, namespace, labels, settings }: ProjectHome): DesiredObject[] {
  const team: PersonalSubject = {
    kind: 'Group',
    name: `${settings.groupsPrefix}${settings.teamGroupPrefix}${project.metadata.namespace ?? ''}`,
  }
  const admins = adminsOf(project).filter((subject) => !isReserved(subject))
  const bind = (name: string, subjects: readonly PersonalSubject[]): DesiredObject =>
    stamped({
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace, labels: { ...labels, 'app.kubernetes.io/part-of': 'catalyst' } },
      roleRef: { apiGroup, kind: 'ClusterRole', name },
      subjects: distinct(subjects).map((subject) => ({ apiGroup, ...subject })),
    })
  return [bind('catalyst-member', [team, ...admins]), ...(admins.length === 0 ? [] : [bind('catalyst-deploy', admins)])]
}

/** Admins of all environments of a project. */
function adminsOf({ spec }: Project): readonly PersonalSubject[] {
  return (spec.access ?? [])
    .filter(({ role, environments }) => role === 'admin' && environments === undefined)
    .flatMap(({ subjects }) => subjects)
}

function distinct(subjects: readonly PersonalSubject[]): PersonalSubject[] {
  return [...new Map(subjects.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }])).values()]
}
