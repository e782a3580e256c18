/** Whether the environment names a cluster: `KUBECONFIG`, or `KUBECONFIG_<NAME>` for each of several. */
export function namesCluster(env: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(env).some(
    ([name, value]) => /^KUBECONFIG(_.+)?$/.test(name) && value !== undefined && value !== '',
  )
}
