/** A validation rule in Kubernetes' Common Expression Language; `self` is the value that carries it. */
export interface CelRule {
  rule: string
  message: string
  /** Where the fault is, below the value that carries the rule. */
  fieldPath?: string | undefined
}

/**
 * Metadata that makes a schema carry CEL rules into the CustomResourceDefinition.
 *
 * The API server estimates what a rule costs at worst and refuses the whole definition where that is too much, so whatever
 * a rule walks over needs a maximum length.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function celRules(...rules: CelRule[]): { 'x-kubernetes-validations': CelRule[] } {
  return { 'x-kubernetes-validations': rules }
}
