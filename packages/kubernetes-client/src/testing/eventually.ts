/** Waits until an assertion holds; for states that others bring about. @throws what it threw last, after five seconds. */
export async function eventually<TResult>(
  assertion: () => TResult | Promise<TResult>,
  withinMs = 5000,
): Promise<TResult> {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
