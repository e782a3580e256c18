import { isRecord } from '../../objects/isRecord.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import type { Schema } from '../../objects/Schema.ts'
import { openApiPath } from './openApiIndex.ts'

type Node = Readonly<Record<string, unknown>>

export interface OpenApiOptions {
  /** `v1.34.0` */
  version: string
  /** What schemas of built-in kinds refer to, by name. */
  shared: Readonly<Record<string, Schema>>
  /** The name among `shared` of the schema of metadata. */
  objectMeta: string
}

/**
 * `/openapi/v3/apis/:group/:version`: what `kubectl explain` prints, and what `kubectl apply` and `create` ask before they
 * leave validation to the server. Nothing where nothing is served under that path.
 */
export function openApiDocument(
  types: readonly ResourceType[],
  path: string,
  { version, shared, objectMeta }: OpenApiOptions,
): object | undefined {
  const served = types.filter((type) => openApiPath(type) === path)
  if (served.length === 0) return undefined
  const schemas: Record<string, Node> = {}
  for (const type of served) {
    const name = `${type.group || 'core'}.${type.version}.${type.kind}`
    schemas[name] = { ...toNode(describe(type, objectMeta)), 'x-kubernetes-group-version-kind': [kindOf(type)] }
  }
  addShared(schemas, shared)
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version },
    paths: Object.assign({}, ...served.map(pathsOf)) as Node,
    components: { schemas },
  }
}

const kindOf = ({ group, version, kind }: ResourceType) => ({ group, version, kind })

/** A custom kind says nothing of what every object has. */
function describe({ schema, isCustom }: ResourceType, objectMeta: string): Schema {
  if (!isCustom) return schema
  const text: Schema = { type: 'string' }
  const properties = { apiVersion: text, kind: text, ...schema.properties, metadata: { $ref: objectMeta } }
  return { ...schema, properties }
}

/** All that the schemas here refer to, and what that refers to. */
function addShared(schemas: Record<string, Node>, shared: Readonly<Record<string, Schema>>): void {
  const waiting: Node[] = Object.values(schemas)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const name of refsIn(node)) {
      const found = shared[name]
      if (found === undefined || name in schemas) continue
      const added = toNode(found)
      schemas[name] = added
      waiting.push(added)
    }
  }
}

const refPrefix = '#/components/schemas/'

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, entry]) =>
    key === '$ref' && typeof entry === 'string' ? [entry.slice(refPrefix.length)] : refsIn(entry),
  )
}

function toNode(schema: Schema): Node {
  return withFullRefs(schema) as Node
}

function withFullRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFullRefs)
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    key === '$ref' && typeof entry === 'string' ? `${refPrefix}${entry}` : withFullRefs(entry),
  ])
  return Object.fromEntries(entries) as Node
}

const query = (name: string, type: string) => ({ name, in: 'query', schema: { type, uniqueItems: true } })
const changeParameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => query(name, 'string'))

function pathsOf(type: ResourceType): Node {
  const base = `/${openApiPath(type)}/${type.namespaced ? 'namespaces/{namespace}/' : ''}${type.plural}`
  const operation = (action: string, parameters: readonly object[] = []) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': kindOf(type),
    ...(parameters.length > 0 && { parameters }),
    responses: { 200: { description: 'OK' } },
  })
  const has = (verb: ResourceType['verbs'][number]) => type.verbs.includes(verb)
  return {
    [base]: {
      ...(has('list') && { get: operation('list') }),
      ...(has('create') && { post: operation('post', changeParameters) }),
    },
    [`${base}/{name}`]: {
      ...(has('get') && { get: operation('get') }),
      ...(has('update') && { put: operation('put', changeParameters) }),
      ...(has('patch') && { patch: operation('patch', [...changeParameters, query('force', 'boolean')]) }),
      ...(has('delete') && { delete: operation('delete', [query('dryRun', 'string')]) }),
    },
  }
}
