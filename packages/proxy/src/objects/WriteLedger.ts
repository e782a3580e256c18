import { compareResourceVersions, type WatchCache } from '@catalyst/kubernetes-client'
import type { ObjectRef } from './Caller.ts'
import type { StoredObject } from './StoredObject.ts'

/** How long a read waits for the watch to bring what was just written. */
const maxWaitMs = 1000

/** Remembers what went through this process, so that a read that follows sees it although the watch takes a moment. */
export class WriteLedger {
  readonly #positions = new Map<string, string>()
  readonly #deleted = new Map<string, Map<string, { ref: ObjectRef; uid: string }>>()

  /** An object as a write left it. */
  wrote(cluster: string, { metadata: { resourceVersion } }: StoredObject): void {
    if (resourceVersion === undefined) return
    const before = this.#positions.get(cluster)
    const order = before === undefined ? undefined : compareResourceVersions(before, resourceVersion)
    if (order === undefined || order < 0) this.#positions.set(cluster, resourceVersion)
  }

  /** An object that is gone at once; such an answer has no position to wait for. */
  deleted(cluster: string, { metadata: { namespace = '', name, uid } }: StoredObject): void {
    if (uid === undefined) return
    const ofCluster = this.#deleted.get(cluster) ?? new Map<string, { ref: ObjectRef; uid: string }>()
    this.#deleted.set(cluster, ofCluster.set(uid, { ref: { namespace, name }, uid }))
  }

  /** Whether a cache shows everything that was written; waits a moment for it. */
  async isSeenBy<TObject extends StoredObject>(cluster: string, cache: WatchCache<TObject>): Promise<boolean> {
    const position = this.#positions.get(cluster)
    if (position !== undefined && !(await cache.waitFor(position, { timeoutMs: maxWaitMs }))) return false
    const deleted = this.#deleted.get(cluster)
    for (const { ref, uid } of deleted?.values() ?? []) {
      if (cache.get(ref)?.metadata.uid === uid) return false
      deleted?.delete(uid)
    }
    return true
  }
}
