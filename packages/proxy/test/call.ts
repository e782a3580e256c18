import type { TestRequest } from './startProxy.ts'

export interface Answer<T> {
  status: number
  body: T
  headers: Headers
}

/** Sends a request and reads the JSON of the answer. */
export async function call<T>(
  started: { request(path: string, init?: TestRequest): Promise<Response> },
  path: string,
  init?: TestRequest,
): Promise<Answer<T>> {
  const answer = await started.request(path, init)
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: answer.headers }
}
