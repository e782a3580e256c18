/** What is still worth knowing of an object that is gone, as far as it can be read off any object that Kubernetes knows. */
export interface LastKnown {
  phase: string | undefined
  message: string | undefined
  url: string | undefined
  createdAt: string | undefined
  /** Commits by source, shortened. */
  sources: readonly string[]
}

/** Reads an object of unknown shape: it was seen by a watch, or kept by the app, and may be of any kind and age. */
export function lastKnown(object: object | undefined): LastKnown {
  const metadata = part(object, 'metadata')
  const spec = part(object, 'spec')
  const status = part(object, 'status')
  return {
    phase: text(status, 'phase'),
    message: text(status, 'message'),
    url: text(status, 'url'),
    createdAt: text(metadata, 'creationTimestamp'),
    sources: list(status, 'sources', list(spec, 'sources', [])).flatMap(sourceText),
  }
}

function sourceText(source: unknown): string[] {
  const name = text(source, 'name')
  const revision = [text(source, 'branch'), text(source, 'commitSha')?.slice(0, 8)].filter((one) => one !== undefined)
  return name === undefined || revision.length === 0 ? [] : [`${name}: ${revision.join(' @ ')}`]
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function text(value: unknown, key: string): string | undefined {
  const found = part(value, key)
  return typeof found === 'string' && found !== '' ? found : undefined
}

function list(value: unknown, key: string, otherwise: readonly unknown[]): readonly unknown[] {
  const found = part(value, key)
  return Array.isArray(found) && found.length > 0 ? found : otherwise
}
