import type { AccessReview } from '@catalyst/api'
import type { ExecTarget } from '@catalyst/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { useAccessReview } from '../../hooks/useAccessReview.ts'
import { queryKeys } from '../../queries/queryKeys.ts'
import { ContainerChoice } from './ContainerChoice.tsx'
import { DebugForm } from './DebugForm.tsx'
import type { TerminalMessages } from './terminalMessages.ts'
import type { TerminalContainerChoice } from './useTerminalContainer.ts'

export interface TerminalToolsProps {
  choice: TerminalContainerChoice
  target: ExecTarget
  words: TerminalMessages
}

/** Which container the shell is in, and one more of them for who may add it. */
export function TerminalTools({ choice, target, words }: TerminalToolsProps): ReactNode {
  const { containers, container, choose, pod } = choice
  const { cluster, namespace, pod: podName } = target
  const queryClient = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const toDebug: AccessReview = {
    verb: 'patch',
    group: '',
    resource: 'pods',
    subresource: 'ephemeralcontainers',
    namespace,
    name: podName,
  }
  const { allowed } = useAccessReview([toDebug], { cluster })
  const ref = { cluster, namespace, pod: podName }
  const close = () => {
    setIsAsking(false)
    button.current?.focus()
  }
  return (
    <>
      {containers.length > 0 && (
        <ContainerChoice containers={containers} container={container} onChange={choose} words={words} />
      )}
      {allowed(toDebug) === true && pod !== 'gone' && (
        <button
          ref={button}
          type="button"
          className="catalyst-button"
          aria-expanded={isAsking}
          onClick={() => setIsAsking((is) => !is)}
        >
          {words.debug}
        </button>
      )}
      {isAsking && (
        <DebugForm
          pod={ref}
          target={container}
          words={words}
          onCancel={close}
          onAdded={(added, changed) => {
            queryClient.setQueryData(queryKeys.pod(ref), changed)
            setIsAsking(false)
            choose(added)
          }}
        />
      )}
    </>
  )
}
