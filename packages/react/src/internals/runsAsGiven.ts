import type { Environment } from '@catalyst/api'

/** Whether it runs what was built elsewhere, as it is: nothing is detected or built, and no command of its own can be set. */
export function runsAsGiven({ status }: Environment): boolean {
  return ['prebuilt', 'manifest', 'helm'].includes(status?.template ?? '')
}
