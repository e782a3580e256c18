import type { ReactNode } from 'react'
import { ErrorIcon, WarningIcon } from '../../internals/icons.tsx'
import { WithCode } from '../../internals/WithCode.tsx'
import type { PodListMessages } from './podListMessages.ts'
import type { PodTrouble } from './PodTrouble.ts'

/** What is the matter with a pod or a container, what to do about it, and Kubernetes' own words. Renders a `<div>`. */
export function TroubleNote({ trouble, words }: { trouble: PodTrouble; words: PodListMessages }): ReactNode {
  const { cause, tone, detail } = trouble
  const { title, fix } = words.trouble[cause](trouble)
  return (
    <div className="catalyst-trouble" data-cause={cause} data-tone={tone}>
      {tone === 'danger' ? <ErrorIcon /> : <WarningIcon />}
      <div className="catalyst-trouble-body">
        <p className="catalyst-trouble-title">
          <WithCode text={title} />
        </p>
        <p>
          <WithCode text={fix} />
        </p>
        {detail !== undefined && detail !== '' && (
          <details className="catalyst-details">
            <summary>{words.detail}</summary>
            <p className="catalyst-mono">{detail}</p>
          </details>
        )}
      </div>
    </div>
  )
}
