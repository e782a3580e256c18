import type { Fault } from '../checks/Fault.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import { parseDocuments, valueOf } from '../objects/parseDocuments.ts'
import { fieldsOf, isRecord } from '../objects/values.ts'

export interface ReadManifest {
  manifests: Manifest[]
  faults: Fault[]
}

/** The objects of one file: of each of its documents, and of the items of lists. @param file its name, for people */
export function readManifest(text: string, file: string): ReadManifest {
  const manifests: Manifest[] = []
  const faults: Fault[] = []
  const documents = parseDocuments(text, { uniqueKeys: true })
  for (const [index, document] of documents.entries()) {
    const where = documents.length > 1 ? `${file}, document ${index + 1}` : file
    const [error] = document.errors
    if (error !== undefined) {
      // Its further lines show the place in the text, which may be that of a Secret.
      faults.push(invalid(where, `it can not be read: ${(error.message.split('\n')[0] ?? '').replace(/:$/, '.')}`))
      continue
    }
    try {
      take(valueOf(document), where)
    } catch {
      faults.push(invalid(where, 'it can not be read: it refers to its own parts too often, or to itself.'))
    }
  }
  return { manifests, faults }

  function take(content: unknown, where: string): void {
    if (content === null || content === undefined) return
    const { apiVersion, kind, items } = fieldsOf(content)
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
      faults.push(invalid(where, whyNoObject(file)))
    } else if (kind.endsWith('List') && Array.isArray(items)) {
      for (const item of items as unknown[]) {
        // The items of a typed list need not say what they are.
        take(
          isRecord(item) && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -'List'.length), ...item } : item,
          where,
        )
      }
    } else {
      const { metadata } = fieldsOf(content)
      manifests.push({ object: { ...fieldsOf(content), apiVersion, kind, metadata: fieldsOf(metadata) }, where })
    }
  }
}

function whyNoObject(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1)
  if (/^kustomization\.ya?ml$/.test(name)) return 'Kustomize is not run. Commit what "kubectl kustomize" writes.'
  if (name === 'Chart.yaml') return 'a chart is deployed by a template of type helm.'
  return 'it has no apiVersion and kind, so it is no object of Kubernetes. Name the folder of the manifests in "path".'
}

function invalid(where: string, what: string): Fault {
  return { reason: 'ManifestInvalid', message: `${where}: ${what}` }
}
