import type { ReactNode } from 'react'
import { LogIcon, TerminalIcon } from '../../internals/icons.tsx'
import type { ContainerRow } from './containersOf.ts'
import type { PodListMessages } from './podListMessages.ts'
import type { PodTrouble } from './PodTrouble.ts'
import { TroubleNote } from './TroubleNote.tsx'

export interface ContainerItemProps {
  pod: string
  container: ContainerRow
  /** What is the matter with it. */
  trouble: PodTrouble | undefined
  onOpenLog: ((pod: string, container: string) => void) | undefined
  onOpenShell: ((pod: string, container: string) => void) | undefined
  words: PodListMessages
}

/** One container of a pod. Renders an `<li>`; `data-state` is `running`, `waiting` or `terminated`. */
export function ContainerItem(props: ContainerItemProps): ReactNode {
  const { pod, container, trouble, onOpenLog, onOpenShell, words } = props
  const { name, kind, image, state, reason, message, exitCode, restarts, lastEnd } = container
  const notes = [
    ...(reason === undefined ? [] : [reason]),
    ...(exitCode === undefined ? [] : [words.exitCode(exitCode)]),
    ...(restarts === 0 ? [] : [words.restarts(restarts)]),
  ]
  return (
    <li
      className="catalyst-container"
      data-state={state}
      data-kind={kind}
      data-failed={isFailed(container) ? '' : undefined}
    >
      <div className="catalyst-container-name">
        <span className="catalyst-mono">{name}</span>
        {words.kind[kind] !== '' && <span className="catalyst-tag">{words.kind[kind]}</span>}
        {image !== undefined && (
          <span className="catalyst-container-image catalyst-mono" title={image}>
            {image}
          </span>
        )}
      </div>
      <div className="catalyst-container-state">
        <p>
          <span className="catalyst-container-word">{words.state[state]}</span>
          {notes.length > 0 && <span className="catalyst-muted"> · {notes.join(' · ')}</span>}
        </p>
        {message !== undefined && trouble === undefined && <p className="catalyst-container-message">{message}</p>}
        {lastEnd !== undefined && <p className="catalyst-muted">{words.lastEnd(lastEnd.reason, lastEnd.exitCode)}</p>}
      </div>
      {(onOpenLog !== undefined || onOpenShell !== undefined) && (
        <div className="catalyst-container-actions">
          {onOpenLog !== undefined && (
            <button
              type="button"
              className="catalyst-button"
              aria-label={words.logOf(name, pod)}
              onClick={() => onOpenLog(pod, name)}
            >
              <LogIcon />
              {words.log}
            </button>
          )}
          {onOpenShell !== undefined && (
            <button
              type="button"
              className="catalyst-button"
              aria-label={words.shellOf(name, pod)}
              disabled={state !== 'running'}
              onClick={() => onOpenShell(pod, name)}
            >
              <TerminalIcon />
              {words.shell}
            </button>
          )}
        </div>
      )}
      {trouble !== undefined && <TroubleNote trouble={trouble} words={words} />}
    </li>
  )
}

function isFailed({ state, exitCode, reason }: ContainerRow): boolean {
  if (state === 'terminated') return exitCode !== 0
  return state === 'waiting' && reason !== undefined && reason !== 'ContainerCreating' && reason !== 'PodInitializing'
}
