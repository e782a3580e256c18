import type { AccessRole, Project } from '@catalyst/api'
import type { ReactNode } from 'react'

const roles: Readonly<Record<AccessRole, string>> = {
  owner: 'may do everything',
  admin: 'may do everything, and deploy',
  observer: 'may look',
}

/** Who may do what in the environments of a project. */
export function AccessCard({ project }: { project: Project }): ReactNode {
  const { access } = project.spec
  const team = project.metadata.namespace ?? ''
  return (
    <section className="app-card" aria-labelledby="access">
      <h2 id="access">Access</h2>
      {access === undefined ? (
        <p>
          Team {team} owns development environments and may look at all others.{' '}
          <span className="catalyst-muted">So it is where a project says nothing.</span>
        </p>
      ) : (
        <ul className="app-stack" data-gap="small">
          {access.map(({ role, subjects, environments }, index) => (
            <li key={index}>
              <strong>
                {subjects.map(({ kind, name }) => (kind === 'Group' ? `group ${name}` : name)).join(', ')}
              </strong>{' '}
              {roles[role]}
              {environments !== undefined && ` in ${environments.join(', ')}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
