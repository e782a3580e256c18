/** `break`, `continue` and `return` on their way out. */
export class ControlFlow extends Error {
  override readonly name = 'ControlFlow'
  readonly kind: 'break' | 'continue' | 'return'
  /** How many loops are still to be left. */
  count: number

  constructor(kind: ControlFlow['kind'], count = 1) {
    super(kind)
    this.kind = kind
    this.count = count
  }
}

/** What ends a shell that is not interactive: an expansion that failed, an assignment to what is readonly. */
export class ShellError extends Error {
  override readonly name: string = 'ShellError'
}

/** Ctrl-C in an interactive shell: back to the prompt. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
