/**
 * Writes `src/cluster/schema/builtInSchemas.json`: the schemas of the kinds that the embedded cluster has, taken from the
 * OpenAPI document of a real kube-apiserver (Kubernetes, Apache-2.0, https://github.com/kubernetes/kubernetes).
 *
 *     bash test/cluster/cluster up && node packages/testing/scripts/generateBuiltInSchemas.ts
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtInDefaults } from './builtInDefaults.ts'

type Node = Record<string, unknown>

const root = join(import.meta.dirname, '../../..')
const groupVersions = [
  'api/v1',
  ...['apps', 'batch', 'policy', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'apiextensions.k8s.io'],
  ...['admissionregistration.k8s.io', 'coordination.k8s.io', 'authorization.k8s.io', 'authentication.k8s.io'],
  ...['apiregistration.k8s.io', 'storage.k8s.io', 'discovery.k8s.io', 'events.k8s.io', 'scheduling.k8s.io'],
].map((group) => (group === 'api/v1' ? group : `apis/${group}/v1`))

/** Kinds with a life of their own elsewhere: no list, no option of a request, nothing that the cluster does not have. */
const left =
  /^(Scale|Eviction|APIGroup|APIResource|Binding|Node|Watch|DeleteOptions|Status|CSI|Volume|.*Webhook|.*List$)/

const prefixes = /^io\.k8s\.(api|apimachinery\.pkg|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis)\./
const shorten = (name: string) => name.replace('#/components/schemas/', '').replace(prefixes, '')

/** What the cluster has no use for, beside descriptions: OpenAPI's own defaults are Go's zero values. */
const dropped = new Set(['description', 'default', 'x-kubernetes-group-version-kind', 'x-kubernetes-unions'])

function compact(schema: Node): Node {
  const { allOf, oneOf, ...rest } = schema
  // In Go such a field is a struct, and not a pointer to one.
  const isAlwaysPresent = allOf !== undefined && JSON.stringify(schema.default) === '{}'
  const result: Node = isAlwaysPresent ? { 'x-kubernetes-always-present': true } : {}
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'properties') result[key] = mapValues(value as Record<string, Node>, compact)
    else if (key === 'items' || key === 'additionalProperties') result[key] = compact(value as Node)
    else if (key === '$ref') result[key] = shorten(value as string)
    else if (!dropped.has(key)) result[key] = value
  }
  // The only choice there is: numbers or strings, in IntOrString and in Quantity.
  if (oneOf !== undefined) {
    return { 'x-kubernetes-int-or-string': true, ...(schema.format === undefined && { format: 'quantity' }) }
  }
  const [reference] = (allOf ?? []) as Node[]
  return reference === undefined ? result : { $ref: shorten(reference.$ref as string), ...result }
}

function mapValues(record: Record<string, Node>, map: (value: Node) => Node): Record<string, Node> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

function fetchSchemas(): Record<string, Node> {
  const all: Record<string, Node> = {}
  for (const path of groupVersions) {
    const args = [join(root, 'test/cluster/cluster'), 'kubectl', 'get', '--raw', `/openapi/v3/${path}`]
    const text = execFileSync('bash', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    Object.assign(all, (JSON.parse(text) as { components: { schemas: Record<string, Node> } }).components.schemas)
  }
  return all
}

const all = fetchSchemas()
const kinds: Record<string, string> = {}
for (const [name, schema] of Object.entries(all)) {
  const [kind, ...more] = (schema['x-kubernetes-group-version-kind'] ?? []) as Record<string, string>[]
  if (kind === undefined || more.length > 0 || (left.test(kind.kind ?? '') && kind.kind !== 'Node')) continue
  kinds[`${kind.group === '' ? '' : `${kind.group}/`}${kind.version}/${kind.kind}`] = shorten(name)
}

const byName = new Map(Object.entries(all).map(([name, schema]) => [shorten(name), schema]))
const definitions: Record<string, Node> = {}
function include(name: string): void {
  const full = byName.get(name)
  if (name in definitions || full === undefined) return
  const schema = compact(full)
  definitions[name] = schema
  for (const [, reference = ''] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) include(reference)
}
for (const name of [...Object.values(kinds), 'apis.meta.v1.ObjectMeta']) include(name)

// What any value may stand in.
for (const [name, schema] of Object.entries(definitions)) {
  const isOpen = schema.type === undefined || /\.(FieldsV1|RawExtension)$/.test(name)
  if (isOpen && schema['x-kubernetes-int-or-string'] !== true) schema['x-kubernetes-preserve-unknown-fields'] = true
}

for (const [path, value] of Object.entries(builtInDefaults)) {
  const [definition = '', field = ''] = path.split('#')
  const properties = definitions[definition]?.properties as Record<string, Node> | undefined
  const property = properties?.[field]
  if (property === undefined) throw new Error(`There is no ${path} to give a default.`)
  property.default = value
}

const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)))
const origin = 'Kubernetes 1.34 OpenAPI v3 without descriptions; Apache-2.0, https://github.com/kubernetes/kubernetes'
const lines = Object.entries(sorted).map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
const text = `{
  "origin": ${JSON.stringify(origin)},
  "kinds": ${JSON.stringify(kinds)},
  "definitions": {
${lines.join(',\n')}
  }
}
`
writeFileSync(join(import.meta.dirname, '../src/cluster/schema/builtInSchemas.json'), text)
console.log(`${Object.keys(kinds).length} kinds, ${lines.length} schemas, ${text.length} bytes`)
