import { z } from 'zod'

/**
 * Where a Git repository is. A password or token in it is refused, because objects are read by many: credentials belong in
 * a Secret. Git's other transports (`file:`, `ext:`) would reach into the machine that clones.
 */
export const repositoryUrlSchema = z
  .string()
  .min(1)
  .max(2048)
  .regex(
    /^(https?:\/\/[^\s/@:-][^\s/@]*\/\S+|ssh:\/\/([A-Za-z0-9._]+@)?[^\s/@:-][^\s/@]*\/\S+|[A-Za-z0-9._]+@[^\s/@:-][^\s/@:]*:\S+)$/,
    'must be the https, http or ssh URL of a Git repository, without a password',
  )
