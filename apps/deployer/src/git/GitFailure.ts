/** Git ended with a failure. What it said may repeat what a server said: see `explainGit` for what may be shown. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure'
  readonly stderr: string

  constructor(command: string, { stderr }: { stderr: string }) {
    super(`git ${command} failed`)
    this.stderr = stderr
  }
}
