import type { Environment } from '@catalyst/api'
import { useState, type ReactNode } from 'react'
import { usePods } from '../../hooks/usePods.ts'
import { useProject } from '../../hooks/useProject.ts'
import { useControlled } from '../../internals/useControlled.ts'
import { teamOf } from '../../queries/teamOf.ts'
import { ConfigurationForm } from '../configuration-form/ConfigurationForm.tsx'
import { EnvironmentActions } from '../environment-actions/EnvironmentActions.tsx'
import { EnvironmentStatus } from '../environment-status/EnvironmentStatus.tsx'
import { PodList } from '../pod-list/PodList.tsx'
import { DetailPrompt, promptOf } from './DetailPrompt.tsx'
import { DetailTabs } from './DetailTabs.tsx'
import type { EnvironmentDetailProps } from './EnvironmentDetail.tsx'
import type { DetailTab, EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { LogPanel } from './LogPanel.tsx'
import { OverviewPanel } from './OverviewPanel.tsx'
import { TerminalPanel } from './TerminalPanel.tsx'

export interface DetailBodyProps extends Pick<
  EnvironmentDetailProps,
  | 'cluster'
  | 'view'
  | 'onViewChange'
  | 'getViewHref'
  | 'getProjectHref'
  | 'onOpenLog'
  | 'onOpenShell'
  | 'renderLog'
  | 'renderTerminal'
  | 'onDeleted'
  | 'actions'
> {
  environment: Environment
  headingLevel: 1 | 2 | 3
  /** How current it is. */
  connection: ReactNode
  words: EnvironmentDetailMessages
}

/** What is known of an environment that is there. */
export function DetailBody(props: DetailBodyProps): ReactNode {
  const { environment, cluster, renderLog, renderTerminal, words, headingLevel, connection, actions, onDeleted } = props
  const { name, namespace = '' } = environment.metadata
  const [view, setView] = useControlled(props.view ?? {}, props.onViewChange)
  const pods = usePods({ cluster, namespace, environment: name }).data?.items
  const project = useProjectOf(environment, cluster)
  const tabs: DetailTab[] = [
    'overview',
    'pods',
    'configuration',
    ...(renderLog === undefined ? [] : ['log' as const]),
    ...(renderTerminal === undefined ? [] : ['terminal' as const]),
  ]
  const tab = view.tab !== undefined && tabs.includes(view.tab) ? view.tab : 'overview'
  // A shell lives on while one looks elsewhere.
  const [hadTerminal, setHadTerminal] = useState(false)
  if (tab === 'terminal' && !hadTerminal) setHadTerminal(true)
  const prompt = promptOf(environment)
  const Heading = `h${headingLevel}` as const
  const open = (one: 'log' | 'terminal') => (pod: string, container: string) => setView({ tab: one, pod, container })
  // A shell that is open is gone back to, whatever was looked at meanwhile.
  const choose = (one: DetailTab) => setView(one === 'terminal' && hadTerminal ? { tab: one } : { ...view, tab: one })

  return (
    <>
      <header className="catalyst-detail-head">
        <Heading className="catalyst-detail-name">{name}</Heading>
        {connection}
        <EnvironmentActions environment={environment} cluster={cluster} onDeleted={onDeleted}>
          {actions}
        </EnvironmentActions>
      </header>
      <EnvironmentStatus environment={environment} />
      {prompt !== undefined && <DetailPrompt prompt={prompt} tabs={tabs} onOpen={choose} words={words} />}
      <DetailTabs
        label={words.tabs}
        tabs={tabs.map((one) => ({
          tab: one,
          label: words.tab[one],
          href: props.getViewHref?.({ ...view, tab: one }),
        }))}
        tab={tab}
        kept={hadTerminal ? ['terminal'] : []}
        onChange={choose}
      >
        {(one) => {
          if (one === 'overview') {
            return (
              <OverviewPanel
                environment={environment}
                cluster={cluster}
                project={project}
                projectHref={props.getProjectHref?.(environment)}
                heading={`h${(headingLevel + 1) as 2 | 3 | 4}`}
                words={words}
              />
            )
          }
          if (one === 'pods') {
            return (
              <PodList
                cluster={cluster}
                namespace={namespace}
                environment={name}
                onOpenLog={props.onOpenLog ?? (renderLog && open('log'))}
                onOpenShell={props.onOpenShell ?? (renderTerminal && open('terminal'))}
              />
            )
          }
          if (one === 'configuration') return <ConfigurationForm environment={environment} cluster={cluster} />
          const panel = { cluster, view, onViewChange: setView, words }
          if (one === 'log' && renderLog !== undefined) {
            return <LogPanel {...panel} environment={environment} pods={pods} renderLog={renderLog} />
          }
          if (one === 'terminal' && renderTerminal !== undefined) {
            return <TerminalPanel {...panel} pods={pods} renderTerminal={renderTerminal} isShown={tab === one} />
          }
          return null
        }}
      </DetailTabs>
    </>
  )
}

/** The project, for the addresses of its repositories. Who may not read it sees the environment all the same. */
function useProjectOf(environment: Environment, cluster: string | undefined) {
  const namespace = teamOf(environment)
  const ref = { cluster, namespace: namespace ?? '', name: environment.spec.projectRef.name }
  return useProject(ref, { enabled: namespace !== undefined }).data
}
