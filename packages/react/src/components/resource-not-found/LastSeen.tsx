import { isPhase } from '@catalyst/api/phases'
import type { ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { PhaseBadge } from '../phase-badge/PhaseBadge.tsx'
import { lastKnown } from './lastKnown.ts'
import type { ResourceNotFoundMessages } from './resourceNotFoundMessages.ts'

export interface LastSeenProps {
  object: object | undefined
  deletedAt: string | undefined
  words: ResourceNotFoundMessages
}

/** What was seen last of an object that is gone. Renders a paragraph and a `<dl>` of what is known. */
export function LastSeen({ object, deletedAt, words }: LastSeenProps): ReactNode {
  const { phase, message, url, createdAt, sources } = lastKnown(object)
  const facts: [string, ReactNode][] = [
    [words.lastSeen, phase && (isPhase(phase) ? <PhaseBadge phase={phase} /> : phase)],
    [words.known.message, message],
    [words.known.url, url],
    [words.known.sources, sources.length > 0 && sources.map((one) => <div key={one}>{one}</div>)],
    [words.known.created, createdAt && <Ago at={createdAt} words={words.ago} className="" />],
  ]
  const known = facts.filter(([, value]) => value !== undefined && value !== '' && value !== false)
  return (
    <>
      {deletedAt !== undefined && (
        <p>
          <Ago at={deletedAt} words={words.deletedAgo} className="" />
        </p>
      )}
      {known.length > 0 && (
        <dl className="catalyst-last-seen">
          {known.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
