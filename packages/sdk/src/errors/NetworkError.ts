/** The proxy gave no answer: it is not running, the network is gone, or the answer broke off. `cause` keeps what was thrown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

/** Whether an error says that no answer came. Survives two copies of this package. */
export function isNetworkError(error: unknown): error is NetworkError {
  return error instanceof Error && error.name === 'NetworkError'
}
