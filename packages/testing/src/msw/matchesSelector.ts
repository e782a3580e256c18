import { parseLabelSelector } from '../cluster/objects/labelSelector.ts'

/** Whether labels match a selector, as the embedded cluster reads it. */
export function matchesSelector(labels: Readonly<Record<string, string>> = {}, selector = ''): boolean {
  return parseLabelSelector(selector)(labels)
}
