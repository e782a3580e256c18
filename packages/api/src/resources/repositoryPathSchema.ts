import { z } from 'zod'
import { celRules } from './celRules.ts'

/** A path inside a repository: relative, without `..`. */
export const repositoryPathSchema = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[^/]/, 'must be relative to the root of the repository')
  .refine((path) => !path.split('/').includes('..'), 'must not leave the repository: no ".."')
  .meta(
    celRules({
      rule: "!self.split('/').exists(part, part == '..')",
      message: 'must not leave the repository: no ".."',
    }),
  )
