import { addPlatformMetadata } from './addPlatformMetadata.ts'
import type { Rendered } from './readRendered.ts'

/** The same objects with the labels of their environment. */
export function platformLabelled(rendered: readonly Rendered[], labels: Readonly<Record<string, string>>): Rendered[] {
  return rendered.map(({ object, file }) => ({ object: addPlatformMetadata(object, labels), file }))
}
