import { sanitizeNamespaceName } from './sanitizeNamespaceName.ts'

/**
 * The namespace of a team's project, or of one of its environments: `<team>-<project>[-<environment>]`, at most 63
 * characters; see {@link sanitizeNamespaceName} for longer ones.
 *
 * Different names can meet in one namespace (`a`, `b-c` and `a-b`, `c`; or two that differ in case), so compare the labels
 * of a namespace with `compareOwnership` before using it, and ask `isSystemNamespace`.
 *
 * @throws RangeError where no letter or digit is left of a name.
 */
export function generateNamespace(team: string, project: string, environment?: string): string {
  const parts = environment === undefined ? [team, project] : [team, project, environment]
  for (const part of parts) sanitizeNamespaceName(part)
  return sanitizeNamespaceName(parts.join('-'))
}
