import type { ObjectMeta } from '@catalyst/api'
import { mergePatch } from '../cluster/objects/mergePatch.ts'
import type { MockObject } from './MockCollection.ts'
import { mustBeCurrent } from './mustBeCurrent.ts'

/** An object with a JSON merge patch over it, which is refused where it names an old resourceVersion. */
export function applyPatch(current: MockObject, patch: { metadata?: object | undefined }): unknown {
  const { resourceVersion } = (patch.metadata ?? {}) as Partial<ObjectMeta>
  if (resourceVersion !== undefined) mustBeCurrent(current, resourceVersion)
  return mergePatch(current, patch)
}
