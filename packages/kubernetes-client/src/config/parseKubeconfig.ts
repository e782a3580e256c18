import { readFileSync } from 'node:fs'
import { importLate } from '../internals/importLate.ts'
import type { Cluster, Context, User } from '../loader.ts'
import { completeUsers } from './completeUsers.ts'
import { KubeconfigFault } from './decodeKubeconfig.ts'
import type { KubeconfigData } from './KubeconfigData.ts'

type Entry = Record<string, unknown>

/**
 * Reads a kubeconfig, JSON or YAML.
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 * @throws KubeconfigFault, whose words tell nothing of the text: parsers repeat parts of it, which may be a key.
 */
export async function parseKubeconfig(text: string): Promise<KubeconfigData> {
  if (text.trim() === '') throw new KubeconfigFault('it is empty')
  const value = await readText(text)
  const raw: Entry = typeof value === 'object' && value !== null ? (value as Entry) : {}
  const data: KubeconfigData = {
    clusters: entriesOf(raw, 'clusters', toCluster),
    users: entriesOf(raw, 'users', toUser),
    contexts: entriesOf(raw, 'contexts', toContext),
    currentContext: textOf(raw['current-context']),
  }
  completeUsers(data.users, raw)
  return data
}

async function readText(text: string): Promise<unknown> {
  try {
    // Most variables hold JSON, which is read without another library.
    return JSON.parse(text) as unknown
  } catch {
    const { load } = await importLate(() => import('js-yaml'), 'js-yaml')
    try {
      return load(text)
    } catch {
      throw new KubeconfigFault('it is neither JSON nor YAML of a kubeconfig')
    }
  }
}

type Read<T> = (name: string, entry: Entry, where: string) => T

function entriesOf<T>(raw: Entry, list: 'clusters' | 'users' | 'contexts', read: Read<T>): T[] {
  const entries = raw[list]
  if (!Array.isArray(entries)) return []
  return (entries as (Entry | null)[]).map((entry, index) => {
    const name = textOf(entry?.['name'])
    if (name === undefined) throw new KubeconfigFault(`${list}[${index}].name is missing`)
    const inner = list.slice(0, -1)
    const value = entry?.[inner]
    if (typeof value === 'object' && value !== null) return read(name, value as Entry, `${list}[${index}].${inner}`)
    if (list === 'users') return read(name, {}, '')
    throw new KubeconfigFault(`${list}[${index}].${inner} is missing`)
  })
}

function toCluster(name: string, entry: Entry, where: string): Cluster {
  const server = textOf(entry['server'])
  if (server === undefined) throw new KubeconfigFault(`${where}.server is missing`)
  return withoutAbsent<Cluster>({
    name,
    server: server.replace(/\/$/, ''),
    skipTLSVerify: entry['insecure-skip-tls-verify'] === true,
    caData: textOf(entry['certificate-authority-data']),
    caFile: textOf(entry['certificate-authority']),
    tlsServerName: textOf(entry['tls-server-name']),
    proxyUrl: textOf(entry['proxy-url']),
  })
}

function toUser(name: string, entry: Entry): User {
  return withoutAbsent<User>({
    name,
    certData: textOf(entry['client-certificate-data']),
    certFile: textOf(entry['client-certificate']),
    keyData: textOf(entry['client-key-data']),
    keyFile: textOf(entry['client-key']),
    token: textOf(entry['token']) ?? readToken(textOf(entry['token-file'])),
    username: textOf(entry['username']),
    password: textOf(entry['password']),
    impersonateUser: textOf(entry['as']),
    exec: entry['exec'] ?? undefined,
    authProvider: entry['auth-provider'] ?? undefined,
  })
}

function toContext(name: string, entry: Entry, where: string): Context {
  const cluster = textOf(entry['cluster'])
  if (cluster === undefined) throw new KubeconfigFault(`${where}.cluster is missing`)
  // The library's type demands a user, which a context may lack.
  return withoutAbsent<Context>({
    name,
    cluster,
    user: textOf(entry['user']),
    namespace: textOf(entry['namespace']),
  })
}

/** A spelling of `tokenFile` that `@kubernetes/client-node` knows. */
function readToken(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new KubeconfigFault('a token file that it names could not be read')
  }
}

/** YAML takes a token of digits for a number. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
}

function withoutAbsent<T extends object>(value: { [TKey in keyof T]: T[TKey] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}
