/** Words of `ConfirmDialog`. */
export interface ConfirmDialogMessages {
  confirm: string
  cancel: string
  /** Shown on the button while the confirmed action is under way. */
  busy: string
  /** Asks for the text that must be typed; it stands between backticks. */
  type: (text: string) => string
}

export const confirmDialogMessages: ConfirmDialogMessages = {
  confirm: 'Confirm',
  cancel: 'Cancel',
  busy: 'Working…',
  type: (text) => `Type \`${text}\` to confirm`,
}
