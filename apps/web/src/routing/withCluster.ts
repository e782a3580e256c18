/** The address of a page about one cluster; the default one needs no name. */
export function withCluster(path: string, cluster: string | undefined): string {
  return cluster === undefined || cluster === '-' ? path : `${path}?cluster=${encodeURIComponent(cluster)}`
}
