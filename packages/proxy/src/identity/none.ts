import type { Authenticate } from './Identity.ts'

/**
 * Takes everybody for the owner of the machine and asks Kubernetes with the cluster's own credential. It works on
 * loopback alone: the proxy refuses to start with it where another machine could come in.
 */
export function none(): Authenticate {
  const authenticate: Authenticate = async () => ({
    subject: 'local',
    groups: [],
    teams: [],
    impersonate: false,
    credential: 'none',
  })
  authenticate.loopbackOnly = true
  return authenticate
}
