import { parseAllDocuments } from 'yaml'
import { chart, helm } from './helm.ts'

/** Any object of Kubernetes, as far as tests look into it. */
export interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string> }
  [field: string]: unknown
}

/** Values with which the chart can be installed: machines alone, with their tokens in a Secret. */
export const leastValues = {
  config: { publicUrl: 'https://catalyst.example.com', identity: 'token' },
  secrets: { tokens: { existingSecret: 'tokens' } },
  operator: { config: { urlTemplate: 'https://{namespace}.preview.example.com' } },
}

/** Values with which people can sign in. */
export const oidcValues = {
  config: {
    publicUrl: 'https://catalyst.example.com',
    oidc: { issuer: 'https://accounts.example.com', clientId: 'catalyst' },
  },
  operator: leastValues.operator,
}

/** Renders the chart as release `catalyst` in `catalyst-system`, and returns the text. */
export function renderText(values: object, args: readonly string[] = []): Promise<string> {
  const options = ['--namespace', 'catalyst-system', '--values', '-', ...args]
  return helm(['template', 'catalyst', chart, ...options], { input: JSON.stringify(values) })
}

/** Renders the chart, and returns its objects. */
export async function render(values: object): Promise<readonly Manifest[]> {
  const documents = parseAllDocuments(await renderText(values))
  return documents.map((document) => document.toJS() as Manifest | null).filter((object) => object !== null)
}

/** The one object of a kind and name. */
export function find(objects: readonly Manifest[], kind: string, name = 'catalyst'): Manifest {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name)
  if (found[0] === undefined || found.length > 1) throw new Error(`There are ${found.length} of ${kind} ${name}.`)
  return found[0]
}
