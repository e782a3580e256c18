import type { Problem } from '@catalyst/api'

/** The answer that carries a problem. */
export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

/** Runs a resolver in which a problem may be thrown, and answers with that problem. */
export async function answering(resolve: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await resolve()
  } catch (error) {
    if (error instanceof ThrownProblem) return problemResponse(error.problem)
    throw error
  }
}

export class ThrownProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}
