/** A validation rule in Kubernetes' Common Expression Language; `self` is the value that carries it. */
export interface CelRule {
  rule: string
  message: string
  fieldPath?: string | undefined
}

/** Metadata that makes a schema carry CEL rules into the CustomResourceDefinition. */
export function celRules(...rules: CelRule[]): { 'x-kubernetes-validations': CelRule[] } {
  return { 'x-kubernetes-validations': rules }
}

/** Metadata that makes a list of objects a map by the given keys, so that names are unique and server-side apply merges by them. */
export function listMapKeys(...keys: string[]): { 'x-kubernetes-list-type': 'map'; 'x-kubernetes-list-map-keys': string[] } {
  return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys }
}
