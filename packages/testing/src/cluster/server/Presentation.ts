import type { ListResult } from '../api/listObjects.ts'
import { inVersion } from '../api/listObjects.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { apiVersionOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { toJson } from '../objects/toJson.ts'
import { toPartialMetadata, toPartialMetadataList } from './tables/toPartialMetadata.ts'
import { toTable } from './tables/toTable.ts'

/** How the caller wants to see objects: as they are, as rows of a table, or their metadata alone. All texts are JSON. */
export interface Presentation {
  object(object: KubernetesObject): string
  list(result: ListResult): string
  /** The object of an event of a watch. */
  event(object: KubernetesObject): string
  /** That of a bookmark, which has a position and nothing else. */
  bookmark(metadata: object): string
}

interface PresentationOptions {
  readonly accept: string | undefined
  readonly query: URLSearchParams
  /** The time that ages are counted to. */
  readonly now: () => number
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources */
export function presentationFor(type: ResourceType, options: PresentationOptions): Presentation {
  for (const media of (options.accept ?? '').split(',')) {
    if (!/^\s*application\/json\s*(;|$)/.test(media)) continue
    const [, as] = /;\s*as=(\w+)/.exec(media) ?? []
    if (as === 'Table') return tables(type, options)
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return partials()
    if (as === undefined) break
  }
  return whole(type)
}

function whole(type: ResourceType): Presentation {
  const apiVersion = apiVersionOf(type)
  const head = `{"kind":"${type.kind}","apiVersion":"${apiVersion}",`
  const text = (object: KubernetesObject) => toJson(inVersion(object, type))
  /** Built-in kinds are not named again by each of their lists' items, custom ones are. */
  function item(object: KubernetesObject): string {
    const json = text(object)
    return !type.isCustom && json.startsWith(head) ? `{${json.slice(head.length)}` : json
  }
  return {
    object: text,
    event: text,
    list({ items, metadata }) {
      const list = `{"kind":"${type.listKind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)}`
      return `${list},"items":[${items.map(item).join(',')}]}`
    },
    bookmark: (metadata) => JSON.stringify({ kind: type.kind, apiVersion, metadata }),
  }
}

function tables(type: ResourceType, { query, now }: PresentationOptions): Presentation {
  const wanted = query.get('includeObject')
  const includeObject = wanted === 'None' || wanted === 'Object' ? wanted : 'Metadata'
  let withColumns = true
  const one = (object: KubernetesObject, columns: boolean) =>
    toTable(type, [object], {
      ...{ now: now(), includeObject, withColumns: columns },
      metadata: { resourceVersion: object.metadata.resourceVersion },
    })
  return {
    object: (object) => JSON.stringify(one(object, true)),
    list: ({ items, metadata }) => JSON.stringify(toTable(type, items, { now: now(), includeObject, metadata })),
    event(object) {
      const table = one(object, withColumns)
      withColumns = false
      return JSON.stringify(table)
    },
    bookmark: (metadata) =>
      JSON.stringify(one({ kind: type.kind, apiVersion: '', metadata } as KubernetesObject, false)),
  }
}

function partials(): Presentation {
  const text = (object: KubernetesObject) => JSON.stringify(toPartialMetadata(object))
  return {
    object: text,
    event: text,
    list: ({ items, metadata }) => JSON.stringify(toPartialMetadataList(items, metadata)),
    bookmark: (metadata) => text({ kind: '', apiVersion: '', metadata } as KubernetesObject),
  }
}
