import { z } from 'zod'
import { missingThings, problemCodes } from './problemCodes.ts'

/** One fault of a request: where it is and what is wrong there. */
export const problemIssueSchema = z.object({
  /** Path into the request, e.g. `spec.sources[0].commitSha`. */
  path: z.string(),
  message: z.string(),
})

/** The body of every error answer: RFC 9457 `application/problem+json` with Catalyst's members. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(problemCodes),
    reason: z.string().optional(),
    issues: z.array(problemIssueSchema).optional(),
    missing: z.enum(missingThings).optional(),
    lastSeen: z
      .object({ object: z.record(z.string(), z.unknown()), deletedAt: z.iso.datetime() })
      .optional()
      .meta({ description: 'The object as the watch saw it last, for an hour after it was deleted.' }),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problemSchema>
export type ProblemIssue = z.output<typeof problemIssueSchema>
