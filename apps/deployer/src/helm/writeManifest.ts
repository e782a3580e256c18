import type { Manifest } from '../objects/ManifestObject.ts'

/** Characters that YAML would not take inside quotes, or would take for the end of a line, and JSON leaves as they are. */
const unlikeYaml = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g

/**
 * Objects as a manifest. Each is written as JSON, which is YAML that can be read in one way only: what was checked is what Helm
 * takes.
 */
export function writeManifest(manifests: readonly Manifest[]): string {
  return manifests.map(({ object, where }) => `---\n# Source: ${where}\n${toJson(object)}\n`).join('')
}

function toJson(object: object): string {
  return JSON.stringify(object, undefined, 2).replace(
    unlikeYaml,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
