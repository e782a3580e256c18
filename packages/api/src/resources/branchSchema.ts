import { z } from 'zod'

/**
 * A branch as Git names it, without `refs/heads/`. The rule is part of Git's own: no white space, none of `~^:?*[\`, and no
 * hyphen in front, which a command line would take for an option.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export const branchSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/, 'must be the name of a Git branch')
