/** Which clusters to ask. */
export interface ClusterChoice {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  /** Several registered clusters at once, in the place of `cluster`. */
  clusters?: readonly string[] | undefined
}

/** The clusters to ask, each once. */
export function clustersOf({ cluster = '-', clusters = [cluster] }: ClusterChoice): string[] {
  return [...new Set(clusters)]
}
