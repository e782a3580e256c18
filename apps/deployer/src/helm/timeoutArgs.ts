/** What of the time that is left a hook may take, so that Helm says which one took too long before the whole is ended. */
const share = 0.8

export function timeoutArgs(seconds: number): string[] {
  return ['--timeout', `${Math.max(1, Math.floor(seconds * share))}s`]
}
