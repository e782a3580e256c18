import type { Environment, EnvironmentTemplate, Project } from '@catalyst/api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { FactList } from '../../layout/FactList.tsx'
import { environmentPath } from '../../routing/environmentPath.ts'
import { otherValues, templateFacts } from './templateFacts.ts'

export interface TemplateCardProps {
  name: string
  template: EnvironmentTemplate
  project: Project
  cluster: string
  /** Those that deploy by it. */
  environments: readonly Environment[]
}

/** More links than these would be read by nobody: the list below has them all. */
const shownLinks = 6

/** How environments of one type deploy, and which do. */
export function TemplateCard({ name, template, project, cluster, environments }: TemplateCardProps): ReactNode {
  const id = `template-${name}`
  const values = otherValues(template)
  return (
    <section className="app-card app-template" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{name}</h3>
      <FactList
        facts={[
          ...templateFacts(template, { key: name, project }).map(
            ({ term, text, isCode }) => [term, isCode === true ? <code key={term}>{text}</code> : text] as const,
          ),
          ['Used by', <UsedBy key="used" environments={environments} cluster={cluster} />],
        ]}
      />
      {values !== undefined && (
        <details className="app-values">
          <summary>Values</summary>
          <pre className="app-code" tabIndex={0} aria-label={`Values of ${name}`}>
            <code>{values}</code>
          </pre>
        </details>
      )}
    </section>
  )
}

function UsedBy({ environments, cluster }: Pick<TemplateCardProps, 'environments' | 'cluster'>): ReactNode {
  if (environments.length === 0) return <span className="catalyst-muted">no environment yet</span>
  return (
    <span className="app-links">
      {environments.slice(0, shownLinks).map(({ metadata: { name, namespace = '' } }) => (
        <Link key={`${namespace}/${name}`} to={environmentPath({ cluster, namespace, name })}>
          {name}
        </Link>
      ))}
      {environments.length > shownLinks && <a href="#environments">{environments.length - shownLinks} more</a>}
    </span>
  )
}
