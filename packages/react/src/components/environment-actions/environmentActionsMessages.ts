import type { EnvironmentAction } from './actionsOf.ts'

/** Words of `EnvironmentActions` and of the dialog that asks before it deletes. */
export interface EnvironmentActionsMessages {
  label: (name: string) => string
  action: Record<EnvironmentAction, string>
  /** What an action does, as its tooltip. */
  hint: Record<EnvironmentAction, string>
  /** Said while a request waits to be taken up. */
  asked: Record<'retry' | 'restart', string>
  approve: string
  approveTitle: (name: string) => string
  /** What is deployed then; the revision stands between backticks. */
  approveText: (revision: string) => string
  notYet: string
  approving: string
  deleteTitle: (name: string) => string
  /** What goes; the namespace stands between backticks. */
  deleteText: (namespace: string | undefined) => string
  keep: string
  deleting: string
  forceTitle: (name: string) => string
  forceText: (namespace: string | undefined) => string
}

export const environmentActionsMessages: EnvironmentActionsMessages = {
  label: (name) => `What can be done about ${name}`,
  action: { retry: 'Deploy again', restart: 'Restart', delete: 'Delete', force: 'Remove by force' },
  hint: {
    retry: 'Builds and deploys it anew',
    restart: 'Starts the command again, with what was built',
    delete: 'Takes it down, with everything that runs in it',
    force: 'Ends a deletion that hangs',
  },
  asked: {
    retry: 'Asked for: the operator is about to deploy it again.',
    restart: 'Asked for: the operator is about to restart it.',
  },
  approve: 'Approve',
  approveTitle: (name) => `Deploy ${name}?`,
  approveText: (revision) => `Revision \`${revision}\` waits for it, and is deployed at once.`,
  notYet: 'Not yet',
  approving: 'Approving…',
  deleteTitle: (name) => `Delete ${name}?`,
  deleteText: (namespace) =>
    `${namespace === undefined ? 'The environment' : `\`${namespace}\``} and everything that runs in it goes, with its data. This can not be undone.`,
  keep: 'Keep it',
  deleting: 'Deleting…',
  forceTitle: (name) => `Remove ${name} by force?`,
  forceText: (namespace) =>
    `By force, nobody waits until ${namespace === undefined ? 'its namespace' : `\`${namespace}\``} and what runs in it are gone: what can’t be removed stays in the cluster, until somebody removes it by hand. This can not be undone.`,
}
