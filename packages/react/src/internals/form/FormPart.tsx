import type { ReactNode } from 'react'
import { IconButton } from '../IconButton.tsx'
import { CloseIcon } from '../icons.tsx'
import { focusAdd } from './focusAdd.ts'

export interface FormPartProps {
  title: string
  removeLabel: string
  /** Called by the remove button, which is absent without it. */
  onRemove: (() => void) | undefined
  children: ReactNode
}

/** One of several of the same, with a button that removes it. Renders a `<div role="group">`. */
export function FormPart({ title, removeLabel, onRemove, children }: FormPartProps): ReactNode {
  return (
    <div className="catalyst-form-part" role="group" aria-label={title}>
      <div className="catalyst-form-part-head">
        <span className="catalyst-form-part-title">{title}</span>
        {onRemove !== undefined && (
          <IconButton
            label={removeLabel}
            onClick={({ currentTarget }) => {
              focusAdd(currentTarget)
              onRemove()
            }}
          >
            <CloseIcon />
          </IconButton>
        )}
      </div>
      {children}
    </div>
  )
}
