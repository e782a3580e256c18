import type { PhaseBadgeMessages } from '../components/phase-badge/phaseBadgeMessages.ts'

/** Every text of the kit, by component. */
export interface CatalystMessages {
  phaseBadge: PhaseBadgeMessages
}
