/** Waits until a value is there; the test's own limit ends it when it never comes. */
export async function until<TValue>(probe: () => TValue | undefined | false): Promise<TValue> {
  for (;;) {
    const value = probe()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
