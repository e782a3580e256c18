import type { Condition } from '@catalyst/api'
import { storyTime } from './storyTime.ts'

/** A condition; True and without a message unless told. */
export function condition(type: string, options: Partial<Omit<Condition, 'type'>> = {}): Condition {
  return {
    type,
    status: 'True',
    reason: 'AsExpected',
    message: '',
    lastTransitionTime: storyTime(-60),
    ...options,
  }
}
