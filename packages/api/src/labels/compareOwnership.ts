import { labels } from './labelKeys.ts'

/** Whose a namespace is, told by its labels: ours, nobody's yet, or another team's, project's or environment's. */
export type Ownership =
  | { owner: 'same' }
  | { owner: 'none' }
  | { owner: 'other'; label: string; expected: string | undefined; actual: string | undefined }

const owningLabels = [labels.team, labels.project, labels.environment]

/**
 * Compares the labels of an existing namespace with those that it would be created with (`environmentLabels`). Names of
 * different projects can meet in one namespace, so "already exists" is only success where the owner is the same.
 *
 * Every owning label counts, also one that isn't expected: the namespace of the environment `c` of team `a`, project `b` is
 * not that of the project `b-c` of the same team. The branch doesn't count, because an environment may change it.
 */
export function compareOwnership(
  actual: Readonly<Record<string, string | undefined>> | undefined,
  expected: Readonly<Record<string, string | undefined>>,
): Ownership {
  if (owningLabels.every((label) => actual?.[label] === undefined)) return { owner: 'none' }
  const label = owningLabels.find((key) => actual?.[key] !== expected[key])
  if (label === undefined) return { owner: 'same' }
  return { owner: 'other', label, expected: expected[label], actual: actual?.[label] }
}
