/** Leads the focus from a button that removes its own row to the one that adds rows, which stays: else it would be lost. */
export function focusAdd(button: Element): void {
  button.closest('fieldset, section')?.querySelector<HTMLElement>('[data-add]')?.focus()
}
