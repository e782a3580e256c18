/** Labels that every generated namespace and resource carries. */
export const labels = {
  team: 'catalyst.dev/team',
  project: 'catalyst.dev/project',
  environment: 'catalyst.dev/environment',
  branch: 'catalyst.dev/branch',
  /** Name of the source that a resource belongs to, where an environment has several. */
  component: 'catalyst.dev/component',
} as const

export const annotations = {
  /** UID of the Environment that owns a namespace. */
  environmentUid: 'catalyst.dev/environment-uid',
  /** The branch as Git names it; the label holds a sanitised form. */
  branch: 'catalyst.dev/branch',
  forceDelete: 'catalyst.dev/force-delete',
  /** Since when nobody has a namespace, as the operator found. */
  orphanedSince: 'catalyst.dev/orphaned-since',
  /** The revision of an Environment that somebody has approved; the condition `Approved` says which one waits. */
  approvedRevision: 'catalyst.dev/approved-revision',
} as const

/** The finalizer by which the operator cleans up before an Environment goes. */
export const environmentFinalizer = 'catalyst.dev/environment-cleanup'
