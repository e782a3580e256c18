/** What a request is about, as its method and path say it. */
export interface RequestInfo {
  /** `get`, `list`, `watch`, `create`, …; of other paths the method in lower case. */
  readonly verb: string
  readonly path: string
  readonly query: URLSearchParams
  /** Absent: the path is none of an object or a list of them. */
  readonly resource?: ResourcePath | undefined
}

export interface ResourcePath {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly subresource?: string | undefined
  /** The one name that a field selector lets through: rights for a name are enough to list or watch that one. */
  readonly selectedName?: string | undefined
}
