import { isDeepStrictEqual } from 'node:util'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import type { PreparedChart } from './prepareRendered.ts'
import { readHooks, type Release } from './readRelease.ts'
import { readRendered } from './readRendered.ts'

export interface NextRelease extends PreparedChart {
  /** What `helm history` would say of it. */
  description: string
  config: Release['config']
}

/** Whether a revision is deployed that brings the same and says the same, so that another one would only be one more. */
export function isSameRelease(present: Release, { objects, hooks, description, config }: NextRelease): boolean {
  return (
    present.info.status === 'deployed' &&
    present.info.description === description &&
    isDeepStrictEqual(present.config ?? {}, config ?? {}) &&
    isDeepStrictEqual(textsOf(readRendered(present.manifest)), textsOf(objects)) &&
    isDeepStrictEqual(textsOf(readHooks(present)), textsOf(hooks))
  )
}

/** Helm has them in an order of its own. */
function textsOf(manifests: readonly { object: ManifestObject }[]): string[] {
  return manifests.map(({ object }) => JSON.stringify(object)).sort()
}
