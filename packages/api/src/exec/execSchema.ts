import { z } from 'zod'

/** Body of a one-shot exec. */
export const execRequestSchema = z
  .strictObject({
    container: z.string().min(1).max(63).optional(),
    command: z.array(z.string().max(65_536)).min(1).max(256),
    stdin: z.string().max(1_048_576).optional(),
    timeoutSeconds: z.number().positive().max(600).default(60),
    /** Bytes of stdout and stderr together after which output is cut. */
    maxBytes: z.int().min(1).max(16_777_216).default(1_048_576),
  })
  .meta({ id: 'ExecRequest' })

/** What a one-shot exec gave; a non-zero exit code is a result and no error. */
export const execResultSchema = z
  .object({ stdout: z.string(), stderr: z.string(), exitCode: z.int(), truncated: z.boolean() })
  .meta({ id: 'ExecResult' })

export type ExecRequest = z.input<typeof execRequestSchema>
export type ExecResult = z.output<typeof execResultSchema>
