/** Every value of `Environment.status.phase`, in the order of a life without trouble, then the troubled ones. */
export const phases = [
  'Pending',
  'Initializing',
  'Building',
  'Deploying',
  'Ready',
  'Degraded',
  'Failed',
  'Deleting',
] as const
export type Phase = (typeof phases)[number]

/** The phases that an environment passes through on its way to Ready. */
export const phasePath = [
  'Pending',
  'Initializing',
  'Building',
  'Deploying',
  'Ready',
] as const satisfies readonly Phase[]

/** The values of the list's status filter, which groups phases. */
export const phaseFilters = ['pending', 'deploying', 'running', 'degraded', 'failed'] as const
export type PhaseFilter = (typeof phaseFilters)[number]

const filterOfPhase: Record<Phase, PhaseFilter | undefined> = {
  Pending: 'pending',
  Initializing: 'pending',
  Building: 'deploying',
  Deploying: 'deploying',
  Ready: 'running',
  Degraded: 'degraded',
  Failed: 'failed',
  Deleting: undefined,
}

export function isPhase(value: unknown): value is Phase {
  return phases.some((phase) => phase === value)
}

/** What the phase of an environment is: an absent or unknown one counts as Pending, and a deletion timestamp wins over both. */
export function phaseOf(environment: {
  metadata?: { deletionTimestamp?: string | undefined } | undefined
  status?: { phase?: string | undefined } | undefined
}): Phase {
  if (environment.metadata?.deletionTimestamp !== undefined) return 'Deleting'
  const phase = environment.status?.phase
  return isPhase(phase) ? phase : 'Pending'
}

/** Whether a phase is shown under a filter. A degraded environment runs, so `running` shows it too. */
export function matchesPhaseFilter(phase: Phase, filter: PhaseFilter): boolean {
  const own = filterOfPhase[phase]
  return own === filter || (own === 'degraded' && filter === 'running')
}

/** Phases that move on without anybody's help. */
export function isTransitional(phase: Phase): boolean {
  return phase !== 'Ready' && phase !== 'Degraded' && phase !== 'Failed'
}
