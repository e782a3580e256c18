import { sha256 } from './sha256.ts'

/** Kubernetes' limit for a namespace, which is a DNS-1123 label (RFC 1123). */
const maxLength = 63
const hashLength = 5

/** Makes a DNS-1123 label of any text: lower case, other characters to hyphens, edges trimmed; longer than 63 is cut and hashed. */
export function sanitizeNamespaceName(name: string): string {
  const label = toLabel(name)
  if (name.length <= maxLength && label.length <= maxLength) return label
  const head = toLabel(name.slice(0, maxLength - hashLength - 1))
  return `${head}-${sha256(name).slice(0, hashLength)}`
}

/**
 * The namespace of a team's project, or of one of its environments: `<team>-<project>[-<environment>]`, at most 63
 * characters. A longer one is its first 57 characters, a hyphen and 5 hexadecimal digits of the whole string's SHA-256.
 *
 * @throws RangeError where nothing usable is left of a name.
 */
export function generateNamespace(team: string, project: string, environment?: string): string {
  const parts = environment === undefined ? [team, project] : [team, project, environment]
  for (const part of parts) {
    if (toLabel(part) === '') {
      throw new RangeError(`"${part}" has no letter or digit, so no namespace can be named after it; choose another name.`)
    }
  }
  return sanitizeNamespaceName(parts.join('-'))
}

const systemNamespaces = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'catalyst-system', 'ingress-nginx'])

/** Namespaces that are never a team's, a project's or an environment's. */
export function isSystemNamespace(namespace: string): boolean {
  return systemNamespaces.has(namespace) || namespace.startsWith('kube-')
}

function toLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
