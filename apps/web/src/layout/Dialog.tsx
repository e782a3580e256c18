import { useContext, useEffect, useId, useRef, type ReactNode } from 'react'
import { SignInContext } from '../sign-in/SignInContext.ts'
import { SignInEnded } from '../sign-in/SignInEnded.tsx'

export interface DialogProps {
  title: string
  /** Called when the dialog is to be closed: by Escape, the backdrop or its own buttons. */
  onClose: () => void
  children: ReactNode
}

/** A modal dialog: the browser's own, which traps the focus and gives it back. Rendered while it is open. */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const signIn = useContext(SignInContext)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className="app-dialog catalyst"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="app-dialog-body">
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
      {signIn === 'ended' && <SignInEnded />}
    </dialog>
  )
}
