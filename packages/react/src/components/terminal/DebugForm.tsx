import type { Pod } from '@catalyst/api'
import { describeError, type PodRef } from '@catalyst/sdk'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface DebugFormProps {
  pod: PodRef
  /** The container that is to be looked into. */
  target: string | undefined
  /** The container was added, and will start. */
  onAdded: (container: string, pod: Pod) => void
  onCancel: () => void
  words: TerminalMessages
}

/** Adds a debug container to a pod. Renders a `<form>`. */
export function DebugForm({ pod, target, onAdded, onCancel, words }: DebugFormProps): ReactNode {
  const client = useCatalystClient()
  const [image, setImage] = useState('')
  const [seesProcesses, setSeesProcesses] = useState(target !== undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      client.pods.debug(pod, {
        ...(image.trim() !== '' && { image: image.trim() }),
        ...(seesProcesses && target !== undefined && { targetContainer: target }),
      }),
    onSuccess(changed) {
      const added = changed.spec?.ephemeralContainers?.at(-1)?.name
      if (added !== undefined) onAdded(added, changed)
    },
  })
  return (
    <form
      className="catalyst-terminal-debug"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) mutate()
      }}
    >
      <p>{words.debugIntro}</p>
      <label className="catalyst-field">
        <span className="catalyst-field-label">{words.debugImage}</span>
        <input
          ref={input}
          type="text"
          value={image}
          placeholder={words.debugDefaultImage}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setImage(event.target.value)}
        />
      </label>
      {target !== undefined && (
        <label className="catalyst-check">
          <input type="checkbox" checked={seesProcesses} onChange={(event) => setSeesProcesses(event.target.checked)} />
          {words.debugTarget(target)}
        </label>
      )}
      <span className="catalyst-terminal-actions">
        <button type="submit" className="catalyst-button" data-variant="primary" aria-disabled={isPending}>
          {isPending ? words.debugStarting : words.debugStart}
        </button>
        <button type="button" className="catalyst-button" onClick={onCancel}>
          {words.cancel}
        </button>
      </span>
      <p role="alert" className="catalyst-terminal-problem">
        {error === null ? '' : describeError(error)}
      </p>
    </form>
  )
}
