import type { MiddlewareHandler } from 'hono'
import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { ProblemError } from '../problems/ProblemError.ts'

/** Above what etcd takes of an object (1.5 MiB), and enough for the largest stdin of a one-shot exec. */
export const maxBodyBytes = 2 * 1024 * 1024

/** Reads no more of a body than any route takes. */
export function bodyLimit(): MiddlewareHandler {
  return honoBodyLimit({
    maxSize: maxBodyBytes,
    onError() {
      throw new ProblemError(
        'PAYLOAD_TOO_LARGE',
        `The body is larger than ${maxBodyBytes / 1024 / 1024} MiB, the most that this server reads.`,
      )
    },
  })
}
