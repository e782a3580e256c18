/** What a promise was rejected with, provided that it is the kind of error that was expected. */
export async function rejection<TError>(
  promise: Promise<unknown>,
  isExpected: (error: unknown) => error is TError,
): Promise<TError> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    if (isExpected(error)) return error
    throw error
  }
  throw new Error(`This should have failed, but it gave ${JSON.stringify(value)?.slice(0, 500)}.`)
}
