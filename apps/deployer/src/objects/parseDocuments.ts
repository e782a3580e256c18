import { parseAllDocuments, type Document } from 'yaml'

export interface ParseOptions {
  /** Whether a key that is there twice is an error; else the last counts. */
  uniqueKeys: boolean
}

/**
 * The documents of a text as kubectl, Helm and the API server read them: YAML 1.1, where `0644` is octal and `on` is true,
 * but without its times and its numbers to the base of 60, of which Go's parser knows nothing.
 */
export function parseDocuments(text: string, { uniqueKeys }: ParseOptions): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys,
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || !(tag.format === 'TIME' || isForeign(tag.tag))),
  })
  return [...documents]
}

/** What a document says. @throws where it refers to its own parts so often that it is a bomb, or to itself without end. */
export function valueOf(document: Pick<Document.Parsed, 'toJS'>): unknown {
  const value: unknown = document.toJS()
  // No object of Kubernetes is one of its own parts, and whoever walks through one that is does not come to an end.
  JSON.stringify(value)
  return value
}

function isForeign(tag: string): boolean {
  return /:(timestamp|binary|omap|pairs|set)$/.test(tag)
}
