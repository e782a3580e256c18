/** What a promise rejects with, for tests that look closer at it; fails where it resolves. */
export async function catchError(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol('resolved')
  const caught = await promise.then(
    () => nothing,
    (error: unknown) => error,
  )
  if (caught === nothing) throw new Error('The promise resolved, although it should have been rejected.')
  return caught
}
