import { parseAllDocuments } from 'yaml'
import { DeployError } from '../DeployError.ts'

export interface RenderedObject {
  apiVersion: string
  kind: string
  metadata: { name?: string; namespace?: string; labels?: Record<string, unknown>; [field: string]: unknown }
  [field: string]: unknown
}

export interface Rendered {
  object: RenderedObject
  /** The template that it is from: `shop/templates/web.yaml`. */
  file?: string | undefined
}

/**
 * Reads what Helm rendered, as Helm and the API server read it: YAML 1.1, where `on` is true and the last of equal keys counts, but
 * without its times and numbers to the base of 60. Lists are taken apart.
 */
export function readRendered(text: string, source?: string): Rendered[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys: false,
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || !(tag.format === 'TIME' || isForeign(tag.tag))),
  })
  return [...documents].flatMap((document) => {
    const comment = `${document.commentBefore ?? ''}\n${document.contents?.commentBefore ?? ''}`
    const file = /^ Source: (\S+)$/m.exec(comment)?.[1] ?? source
    const [fault] = document.errors
    if (fault !== undefined) throw invalid(file, fault.message.split('\n')[0] ?? '')
    const content: unknown = document.toJS()
    if (content === null || content === undefined) return []
    return [...takeApart(content, file)].map((object) => ({ object, file }))
  })
}

/** Go's parser knows none of these by the look of a value. */
function isForeign(tag: string): boolean {
  return /:(timestamp|binary|omap|pairs|set)$/.test(tag)
}

function* takeApart(content: unknown, file: string | undefined): Generator<RenderedObject> {
  if (!isObject(content)) throw invalid(file, 'there is text that is no object of Kubernetes')
  const { apiVersion, kind, metadata = {}, items } = content
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw invalid(file, 'an object has no apiVersion or no kind')
  }
  if (kind.endsWith('List') && Array.isArray(items)) {
    for (const item of items) yield* takeApart(item, file)
    return
  }
  if (!isObject(metadata)) throw invalid(file, `the metadata of a ${kind} is not one`)
  yield { ...content, apiVersion, kind, metadata }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(file: string | undefined, what: string): DeployError {
  const where = file === undefined ? 'What the chart renders' : `${file}, as it is rendered,`
  return new DeployError(`${where} can not be read: ${what}. Correct the template.`, { reason: 'RenderFailed' })
}
