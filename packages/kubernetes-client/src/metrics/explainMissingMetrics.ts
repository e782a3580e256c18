import type { MetricsUnavailableReason } from '@catalyst/api'
import { isConnectionError, isForbidden, isKubernetesError, isNotFound, isTypeMissing } from '../errors/guards.ts'

/** In plain words why usage can't be told. */
export interface MetricsUnavailable {
  available: false
  reason: MetricsUnavailableReason
  message: string
}

const messages: Record<MetricsUnavailableReason, string> = {
  NotInstalled:
    'This cluster measures no usage: its metrics API is not installed. Install metrics-server to see usage.',
  Forbidden: 'You may not read usage here: that takes the right to get and list pods of metrics.k8s.io.',
  NotYetKnown: 'Nothing has been measured yet; metrics-server measures a pod about 15 s after it starts.',
  Unreachable: 'The metrics API of this cluster does not answer at the moment.',
}

export function unavailable(reason: MetricsUnavailableReason): MetricsUnavailable {
  return { available: false, reason, message: messages[reason] }
}

/** What an error of the metrics API means; one that has other causes is thrown again. */
export function explainMissingMetrics(error: unknown): MetricsUnavailable {
  if (isTypeMissing(error)) return unavailable('NotInstalled')
  if (isNotFound(error)) return unavailable('NotYetKnown')
  if (isForbidden(error)) return unavailable('Forbidden')
  // The API server answers 503 for an API whose server is down, and such an API may also just hang.
  if (isKubernetesError(error) && error.status >= 500) return unavailable('Unreachable')
  if (isConnectionError(error) && (error.reason === 'Unreachable' || error.reason === 'TimedOut')) {
    return unavailable('Unreachable')
  }
  throw error
}
