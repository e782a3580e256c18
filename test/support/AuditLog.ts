import { readFile, writeFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'

/** One request, as kube-apiserver wrote it down when it had answered. */
export interface AuditedRequest {
  verb: string
  resource: string
  subresource: string | undefined
  namespace: string | undefined
  name: string | undefined
  code: number
  at: number
  body: unknown
}

interface AuditEvent {
  auditID: string
  stage: string
  verb: string
  requestURI: string
  requestReceivedTimestamp: string
  objectRef?: { resource?: string; subresource?: string; namespace?: string; name?: string }
  responseStatus?: { code?: number }
  requestObject?: { metadata?: { name?: string } }
}

const writes = new Set(['create', 'update', 'patch', 'delete', 'deletecollection'])

/** What one user of a cluster has asked for. kube-apiserver writes a line before it answers, so nothing is missing from it. */
export class AuditLog {
  readonly #path: string
  #skip = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Flags for an API server that keeps it, with the bodies of what is written. */
  static async flagsFor(folder: string, user: string): Promise<string[]> {
    const rules = [
      { level: 'Request', users: [user], verbs: [...writes] },
      { level: 'Metadata', users: [user] },
      { level: 'None' },
    ]
    const policy = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'], rules }
    await writeFile(`${folder}/policy.json`, JSON.stringify(policy))
    return [`--audit-policy-file=${folder}/policy.json`, `--audit-log-path=${folder}/audit.log`]
  }

  /** Forgets what was asked up to now. */
  async mark(): Promise<void> {
    this.#skip = (await this.#lines()).length
  }

  /** Everything since the mark; a watch counts when it begins. */
  async read(): Promise<AuditedRequest[]> {
    const events = (await this.#lines()).slice(this.#skip).map((line) => JSON.parse(line) as AuditEvent)
    return events
      .filter(({ stage, verb }) => stage === (verb === 'watch' ? 'ResponseStarted' : 'ResponseComplete'))
      .map(({ verb, objectRef, responseStatus, requestReceivedTimestamp, requestObject }) => ({
        verb,
        resource: objectRef?.resource ?? '',
        subresource: objectRef?.subresource,
        namespace: objectRef?.namespace,
        name: objectRef?.name ?? requestObject?.metadata?.name,
        code: responseStatus?.code ?? 0,
        at: Date.parse(requestReceivedTimestamp),
        body: requestObject,
      }))
  }

  async #lines(): Promise<string[]> {
    return (await readFile(this.#path, 'utf8')).split('\n').filter((line) => line !== '')
  }
}

export const isWrite = ({ verb }: AuditedRequest) => writes.has(verb)

/** What tells of work and is none: Events, and the Lease by which one replica leads. */
export const isAside = ({ resource }: AuditedRequest) => resource === 'events' || resource === 'leases'

export function describeRequest({ verb, resource, subresource, namespace, name }: AuditedRequest): string {
  const where = namespace === undefined ? '' : `${namespace}/`
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`} ${where}${name ?? ''}`.trim()
}

/** Requests that say nothing that one about the same object had not said before. */
export function repeated(requests: readonly AuditedRequest[]): AuditedRequest[] {
  return requests.filter((request, index) =>
    requests
      .slice(0, index)
      .some(
        (earlier) =>
          describeRequest(earlier) === describeRequest(request) && isDeepStrictEqual(earlier.body, request.body),
      ),
  )
}
