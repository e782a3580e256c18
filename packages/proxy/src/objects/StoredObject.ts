/** What is read of any object here. */
export interface StoredObject {
  metadata: {
    name: string
    namespace?: string | undefined
    uid?: string | undefined
    resourceVersion?: string | undefined
  }
}
