import { isDeepStrictEqual } from 'node:util'
import type { Release } from './readRelease.ts'

/** Whether two revisions bring the same and say the same, so that a second one would only be one more. */
export function isSameRelease(present: Release, next: Release): boolean {
  return isDeepStrictEqual(essenceOf(present), essenceOf(next))
}

function essenceOf({ info, manifest, config, hooks }: Release): object {
  return {
    info,
    manifest,
    config: config ?? {},
    hooks: (hooks ?? []).map(({ path, manifest }) => `${path}\n${manifest}`).sort(),
  }
}
