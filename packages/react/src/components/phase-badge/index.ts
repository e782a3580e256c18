export { PhaseBadge, type PhaseBadgeProps } from './PhaseBadge.tsx'
export type { PhaseBadgeMessages } from './phaseBadgeMessages.ts'
