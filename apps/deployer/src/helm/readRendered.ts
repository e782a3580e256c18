import { DeployError } from '../DeployError.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import { parseDocuments, valueOf } from '../objects/parseDocuments.ts'
import { fieldsOf, isRecord } from '../objects/values.ts'

/**
 * Reads what Helm rendered, as Helm does: the last of equal keys counts, and lists are taken apart.
 * @param file the template that it is from, where Helm does not say so in a comment.
 * @throws DeployError `RenderFailed`.
 */
export function readRendered(text: string, file = 'the rendered chart'): Manifest[] {
  return parseDocuments(text, { uniqueKeys: false }).flatMap((document) => {
    const [fault] = document.errors
    const where = sourceOf(text.slice(0, fault?.pos[0] ?? document.contents?.range[0] ?? 0)) ?? file
    // Its further lines show the place in the text, which may be that of a Secret.
    if (fault !== undefined) throw invalid(where, fault.message.split('\n')[0] ?? '')
    return [...takeApart(read(document, where), where)]
  })
}

/** The template of what comes after a text, which Helm names in a comment before each document. */
function sourceOf(before: string): string | undefined {
  return [...before.matchAll(/^# Source: (\S+)$/gm)].at(-1)?.[1]
}

function read(document: Parameters<typeof valueOf>[0], where: string): unknown {
  try {
    return valueOf(document)
  } catch {
    throw invalid(where, 'it refers to its own parts too often, or to itself')
  }
}

function* takeApart(content: unknown, where: string): Generator<Manifest> {
  if (content === null || content === undefined) return
  const { apiVersion, kind, metadata, items } = fieldsOf(content)
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw invalid(where, 'something in it has no apiVersion and kind, so it is no object of Kubernetes')
  }
  if (kind.endsWith('List') && Array.isArray(items)) {
    for (const item of items as unknown[]) yield* takeApart(typed(item, { apiVersion, kind }), where)
  } else {
    yield { object: { ...fieldsOf(content), apiVersion, kind, metadata: fieldsOf(metadata) }, where }
  }
}

/** The items of a typed list need not say what they are. */
function typed(item: unknown, { apiVersion, kind }: { apiVersion: string; kind: string }): unknown {
  return isRecord(item) && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -'List'.length), ...item } : item
}

function invalid(where: string, what: string): DeployError {
  return new DeployError(`${where} can not be read as it is rendered: ${what}. Correct the template.`, {
    reason: 'RenderFailed',
  })
}
