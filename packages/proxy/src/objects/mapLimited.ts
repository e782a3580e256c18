/** Maps with at most `limit` calls at a time; results are in the order of the items. The first failure ends it. */
export async function mapLimited<TItem, TResult>(
  items: readonly TItem[],
  map: (item: TItem) => Promise<TResult>,
  limit: number,
): Promise<TResult[]> {
  const results: TResult[] = []
  const entries = items.entries()
  async function work(): Promise<void> {
    // All workers share one iterator, so that each takes the next item that nobody has.
    for (const [index, item] of entries) results[index] = await map(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
