/** There is no such program in a machine: what a container runtime says before a process exists. */
export class CommandNotFoundError extends Error {
  override readonly name = 'CommandNotFoundError'
  /** argv[0] as it was given. */
  readonly command: string
  /** It is there but can not be run: a folder, or a file without the right to execute. */
  readonly isDenied: boolean

  constructor(command: string, { isDenied = false }: { isDenied?: boolean | undefined } = {}) {
    const where = command.includes('/')
      ? `stat ${command}: no such file or directory`
      : 'executable file not found in $PATH'
    super(`exec: "${command}": ${isDenied ? 'permission denied' : where}`)
    this.command = command
    this.isDenied = isDenied
  }
}
