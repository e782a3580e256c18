import type { ProxyOptions } from '../ProxyOptions.ts'
import { isLoopbackHost } from './isLoopbackHost.ts'
import type { Authenticate } from './Identity.ts'

/** Refuses to serve other machines as long as nobody has to say who they are. @throws Error that says what to do. */
export function assertReachable(authenticate: Authenticate, options: Pick<ProxyOptions, 'host' | 'publicUrl'>): void {
  if (authenticate.loopbackOnly !== true) return
  const { host = 'localhost', publicUrl } = options
  if (!isLoopbackHost(host)) {
    throw new Error(
      `Without sign-in everybody who reaches this server acts with the rights of its kubeconfig, so it does not listen on "${host}". ` +
        'Listen on localhost, 127.0.0.1 or ::1, or configure how people sign in.',
    )
  }
  if (publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).hostname)) {
    throw new Error(
      `Without sign-in everybody who reaches this server acts with the rights of its kubeconfig, so it is not published at ${publicUrl}. ` +
        'Leave publicUrl out, or configure how people sign in.',
    )
  }
}
