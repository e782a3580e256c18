import { ConnectionError, type ClusterAccess } from '@catalyst/kubernetes-client'

/**
 * The same way to a cluster, but closed while this replica does not lead: it is asked for every request, right before it is
 * sent. Aborting what a former leader does comes too late where its process was stopped: it goes on in the middle of a pass
 * and would send the next write before it learns that another one leads.
 */
export function fenceAccess(kubeConfig: ClusterAccess, isLeader: () => boolean): ClusterAccess {
  return {
    getCurrentCluster: () => kubeConfig.getCurrentCluster(),
    getCurrentUser: () => kubeConfig.getCurrentUser(),
    async applyToHTTPSOptions(options) {
      await kubeConfig.applyToHTTPSOptions(options)
      if (isLeader()) return
      throw new ConnectionError(
        'This replica may not lead any more, so it asks for nothing. The one that leads goes on.',
        {
          reason: 'CredentialsUnavailable',
        },
      )
    },
  }
}
