import type { LabelRequirement } from './parseLabelSelector.ts'

/**
 * Whether labels meet every requirement. As in Kubernetes, `!=` and `notin` also match an object without the key
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#equality-based-requirement).
 */
export function matchesLabels(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return requirements.every((requirement) => {
    const value = labels && Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined
    switch (requirement.operator) {
      case 'in':
        return value !== undefined && requirement.values.includes(value)
      case 'notin':
        return value === undefined || !requirement.values.includes(value)
      case 'exists':
        return value !== undefined
      case 'absent':
        return value === undefined
    }
  })
}
