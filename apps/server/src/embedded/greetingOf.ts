/** What a person reads who started it without a cluster: what this is, and how to look at it from the other side. */
export function greetingOf(kubeconfig: string): string {
  return `
  This is an embedded cluster: two teams' environments, run by the operator in containers that are simulated in this process.
  It needs nothing, reaches nothing outside unless you deploy from a repository, and is gone when you end it with Ctrl-C.

  With kubectl:           export KUBECONFIG=${kubeconfig}
  With your own cluster:  KUBECONFIG=~/.kube/config npm start

`
}
