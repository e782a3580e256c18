import { useClusters } from '@catalyst/react'

/** Names of all registered clusters, the default one first; `undefined` where there is just one, which needs no name. */
export function useSeveralClusters(): readonly string[] | undefined {
  const clusters = useClusters().data?.items
  if (clusters === undefined || clusters.length < 2) return undefined
  return clusters.toSorted((a, b) => Number(b.default) - Number(a.default)).map(({ name }) => name)
}
