import { describeError } from '@catalyst/sdk'
import {
  forwardRef,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { classNames } from '../../internals/classNames.ts'
import { ErrorIcon } from '../../internals/icons.tsx'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { WithCode } from '../../internals/WithCode.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { confirmDialogMessages, type ConfirmDialogMessages } from './confirmDialogMessages.ts'

export interface ConfirmDialogProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'open' | 'title' | 'onCancel' | 'onClose' | 'onSubmit'
> {
  open: boolean
  /** The question, as a heading. */
  title: string
  /** Called by the confirming button. The dialog stays open until `open` is false. */
  onConfirm: () => void
  /** Called by the cancelling button and by Escape. */
  onCancel: () => void
  /** Text of the confirming button: the verb of the question. @default `messages.confirm` */
  confirmLabel?: string | undefined
  /** Whether what is confirmed destroys something. @default 'danger' */
  tone?: 'danger' | 'neutral' | undefined
  /** Text that has to be typed before the button does anything, for what can't be undone. */
  typeToConfirm?: string | undefined
  /** Whether the confirmed action is under way: a second press does nothing. @default false */
  isBusy?: boolean | undefined
  /** What the confirmed action failed with, said in the dialog. */
  error?: unknown
  /** What will happen. */
  children?: ReactNode
  messages?: Partial<ConfirmDialogMessages> | undefined
}

/**
 * A question before something that can't be undone. Needs no provider. Renders a modal `<dialog>`, closed unless `open`; keep it
 * rendered, so that the focus finds back to what opened it. It begins on the cancelling button, or on the text to type.
 *
 * `data-tone` is `danger` or `neutral`; `data-busy` is present while the action is under way.
 */
export const ConfirmDialog = withBoundary(
  forwardRef<HTMLDialogElement, ConfirmDialogProps>(function ConfirmDialog(
    { open, title, onConfirm, onCancel, tone = 'danger', isBusy = false, className, ...props },
    ref,
  ) {
    const { confirmLabel, typeToConfirm, error, children, messages, ...elementProps } = props
    const dialog = useRef<HTMLDialogElement>(null)
    useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current)
    const titleId = useId()
    const textId = useId()

    // `close` gives the focus back; as a layout effect it runs before the element is taken away.
    useIsomorphicLayoutEffect(() => {
      const element = dialog.current
      if (!open || element === null) return
      element.showModal()
      element.querySelector<HTMLElement>('[data-first]')?.focus()
      return () => element.close()
    }, [open])

    return (
      <dialog
        ref={dialog}
        className={classNames('catalyst', 'catalyst-dialog', className)}
        aria-labelledby={titleId}
        aria-describedby={children === undefined ? undefined : textId}
        data-tone={tone}
        data-busy={isBusy ? '' : undefined}
        {...elementProps}
        onCancel={(event) => {
          // Only `open` closes it.
          event.preventDefault()
          onCancel()
        }}
        onClose={({ currentTarget }) => {
          // Browsers let a second Escape close it all the same; a close of our own was opened again or is not asked for any more.
          if (open && !currentTarget.open) onCancel()
        }}
      >
        {open && (
          <Question
            {...{
              title,
              titleId,
              textId,
              tone,
              isBusy,
              confirmLabel,
              typeToConfirm,
              error,
              messages,
              onConfirm,
              onCancel,
            }}
          >
            {children}
          </Question>
        )}
      </dialog>
    )
  }),
)

interface QuestionProps extends Pick<
  ConfirmDialogProps,
  | 'title'
  | 'tone'
  | 'isBusy'
  | 'confirmLabel'
  | 'typeToConfirm'
  | 'error'
  | 'messages'
  | 'children'
  | 'onConfirm'
  | 'onCancel'
> {
  titleId: string
  textId: string
}

/** Rendered anew each time it is asked, so that nothing typed is left from the time before. */
function Question(props: QuestionProps): ReactNode {
  const { title, titleId, textId, tone, isBusy, typeToConfirm, error, messages, children, onConfirm, onCancel } = props
  const words = useMessages('confirmDialog', confirmDialogMessages, messages)
  const { confirmLabel = words.confirm } = props
  const [typed, setTyped] = useState('')
  const isReady = typeToConfirm === undefined || typed.trim() === typeToConfirm
  const confirm = () => isReady && isBusy !== true && onConfirm()
  return (
    <div className="catalyst-dialog-body">
      <h2 id={titleId} className="catalyst-dialog-title">
        {title}
      </h2>
      {children !== undefined && (
        <div id={textId} className="catalyst-dialog-text">
          {children}
        </div>
      )}
      {typeToConfirm !== undefined && (
        <label className="catalyst-dialog-typed">
          <span>
            <WithCode text={words.type(typeToConfirm)} />
          </span>
          <input
            className="catalyst-input"
            data-first=""
            value={typed}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // Not for a form that the dialog may stand in; a form of its own could not stand there.
              event.preventDefault()
              confirm()
            }}
          />
        </label>
      )}
      {error !== undefined && error !== null && (
        <p className="catalyst-dialog-error" role="alert">
          <ErrorIcon />
          {describeError(error)}
        </p>
      )}
      <div className="catalyst-dialog-actions">
        <button
          type="button"
          className="catalyst-button"
          data-first={typeToConfirm === undefined ? '' : undefined}
          onClick={onCancel}
        >
          {words.cancel}
        </button>
        <button
          type="button"
          className="catalyst-button"
          data-variant={tone === 'danger' ? 'danger' : 'primary'}
          aria-disabled={!isReady || isBusy}
          onClick={confirm}
        >
          {isBusy === true ? words.busy : confirmLabel}
        </button>
      </div>
    </div>
  )
}
