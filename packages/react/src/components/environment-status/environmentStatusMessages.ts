import type { Phase } from '@catalyst/api/phases'

/** Words of `EnvironmentStatus`. */
export interface EnvironmentStatusMessages {
  /** What a phase means, while the operator says nothing more. */
  phase: Record<Phase, string>
  steps: string
  step: Record<'done' | 'current' | 'failed' | 'ahead', string>
  open: string
  since: (ago: string) => string
  attempts: (count: number) => string
}

export const environmentStatusMessages: EnvironmentStatusMessages = {
  phase: {
    Pending: 'Accepted, and waiting to be taken up.',
    Initializing: 'The namespace, its quota and its network policies are being made.',
    Building: 'The image is being built. The log shows how far it is.',
    Deploying: 'The containers are starting. It is ready once they answer.',
    Ready: 'It runs and answers.',
    Degraded: 'It runs, but not as it should. The conditions below say why.',
    Failed: 'It did not come up. The conditions below say why.',
    Deleting: 'It is being taken down, with everything that runs in it.',
  },
  steps: 'Progress',
  step: { done: 'done', current: 'under way', failed: 'failed', ahead: 'not begun' },
  open: 'Open',
  since: (ago) => `for ${ago}`,
  attempts: (count) => (count === 1 ? '1 attempt' : `${count} attempts`),
}
