/** Words of `EnvironmentStatus`. */
export interface EnvironmentStatusMessages {
  steps: string
  step: Record<'done' | 'current' | 'failed' | 'ahead', string>
  open: string
  since: (ago: string) => string
  attempts: (count: number) => string
}

export const environmentStatusMessages: EnvironmentStatusMessages = {
  steps: 'Progress',
  step: { done: 'done', current: 'under way', failed: 'failed', ahead: 'not begun' },
  open: 'Open',
  since: (ago) => `for ${ago}`,
  attempts: (count) => (count === 1 ? '1 attempt' : `${count} attempts`),
}
