/**
 * Whether a request was meant for this machine. A page of another site whose name was made to resolve to 127.0.0.1 sends
 * its own name, and is turned away by it.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? '')
}
