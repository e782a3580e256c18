/** An object as a manifest or a chart has it: only what every object has is known of it. */
export interface ManifestObject {
  apiVersion: string
  kind: string
  metadata: { name?: string | undefined; namespace?: string | undefined; [field: string]: unknown }
  [field: string]: unknown
}

/** An object, and where it is from. */
export interface Manifest {
  object: ManifestObject
  /** For people: `k8s/web.yaml, document 2`. */
  where: string
}

/** As people name objects: `Deployment/web`. */
export function nameOf({ kind, metadata }: ManifestObject): string {
  return `${kind}/${String(metadata.name ?? '')}`
}
