import type { Phase } from '@catalyst/api/phases'

/** Words of `PhaseBadge`, one for each phase. */
export type PhaseBadgeMessages = Record<Phase, string>

export const phaseBadgeMessages: PhaseBadgeMessages = {
  Pending: 'Pending',
  Initializing: 'Initializing',
  Building: 'Building',
  Deploying: 'Deploying',
  Ready: 'Ready',
  Degraded: 'Degraded',
  Failed: 'Failed',
  Deleting: 'Deleting',
}
