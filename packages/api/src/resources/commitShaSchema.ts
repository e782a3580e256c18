import { z } from 'zod'

/** A full Git commit id (SHA-1). */
export const commitShaSchema = z
  .string()
  .max(40)
  .regex(/^[0-9a-f]{40}$/, 'must be a full commit SHA: 40 lower-case hexadecimal digits')
