import type { Context } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblem } from '../problems/toProblem.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import { allowedMethods, operationsAt } from './matchOperation.ts'

/** Answers a request that no route takes: 405 for a known path, 501 for what this server is not set up for, else 404. */
export function noSuchRoute(c: Context<ProxyEnv>): Response {
  return toProblem(problemFor(c), c)
}

function problemFor(c: Context<ProxyEnv>): ProblemError {
  if (c.get('operation') !== undefined) {
    return new ProblemError('NOT_IMPLEMENTED', 'This server is not set up for that.')
  }
  const operations = operationsAt(c.req.path)
  if (operations.length === 0) return new ProblemError('NOT_FOUND', 'There is nothing at this path.')
  const allow = allowedMethods(operations)
  return new ProblemError('METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { headers: { allow } })
}
