import type { Environment } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import type { ReactNode } from 'react'
import { WarningIcon } from '../../internals/icons.tsx'
import { runsAsGiven } from '../../internals/runsAsGiven.ts'
import type { DetailTab, EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { commandOf, hasNoType } from './commandOf.ts'

export type Prompt = keyof EnvironmentDetailMessages['prompt']

/** What somebody has to decide or mend before the environment is what it should be. */
export function promptOf(environment: Environment): Prompt | undefined {
  const phase = phaseOf(environment)
  if (phase === 'Deleting') return undefined
  if (hasNoType(environment) && commandOf(environment).command === undefined) return 'no-type'
  if (phase === 'Degraded') return runsAsGiven(environment) ? 'unhealthy' : 'degraded'
  return phase === 'Failed' ? 'failed' : undefined
}

export interface DetailPromptProps {
  prompt: Prompt
  tabs: readonly DetailTab[]
  onOpen: (tab: DetailTab) => void
  words: EnvironmentDetailMessages
}

/** Says what is the matter and leads to where it can be mended. Renders a `<section>`. */
export function DetailPrompt({ prompt, tabs, onOpen, words }: DetailPromptProps): ReactNode {
  const { title, text } = words.prompt[prompt]
  const isOfPods = prompt === 'failed' || prompt === 'unhealthy'
  const ways: [DetailTab, string][] = [
    ...(isOfPods ? [] : [['configuration', words.changeCommand] as [DetailTab, string]]),
    ...(prompt === 'no-type' ? [] : [['log', words.showLog] as [DetailTab, string]]),
    ...(isOfPods ? [['pods', words.showPods] as [DetailTab, string]] : []),
  ]
  return (
    <section className="catalyst-prompt" aria-label={title} data-prompt={prompt}>
      <WarningIcon />
      <div>
        <p className="catalyst-prompt-title">{title}</p>
        <p>{text}</p>
        <div className="catalyst-prompt-actions">
          {ways
            .filter(([tab]) => tabs.includes(tab))
            .map(([tab, label]) => (
              <button key={tab} type="button" className="catalyst-button" onClick={() => onOpen(tab)}>
                {label}
              </button>
            ))}
        </div>
      </div>
    </section>
  )
}
