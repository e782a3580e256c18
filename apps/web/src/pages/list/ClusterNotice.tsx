import { useClusters, useEnvironments } from '@catalyst/react'
import type { ReactNode } from 'react'

/** Says plainly when the cluster does not answer, and that nothing needs to be done here for it to come back. */
export function ClusterNotice({ cluster }: { cluster: string | undefined }): ReactNode {
  const clusters = useClusters().data?.items
  const hasData = useEnvironments({ cluster }).data !== undefined
  const info = clusters?.find((one) => (cluster === undefined ? one.default : one.name === cluster))
  if (clusters?.length === 0) {
    return (
      <p className="app-banner" role="status">
        <strong>No cluster is registered.</strong> Start the server with <code>KUBECONFIG</code> or a{' '}
        <code>KUBECONFIG_*</code> variable.
      </p>
    )
  }
  // Without any data the list itself says that the cluster does not answer.
  if (info === undefined || info.reachable || !hasData) return null
  return (
    // Over the page, not in it: what is shown stays where it is.
    <p className="app-hint" role="status" data-tone="danger">
      <span>
        <strong>Cluster “{info.name}” does not answer.</strong> {info.reason} What is shown may be out of date; it is
        tried again by itself.
      </span>
    </p>
  )
}
