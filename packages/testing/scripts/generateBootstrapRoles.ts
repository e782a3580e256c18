/**
 * Writes `src/cluster/authorization/bootstrapRoles.json`: the roles for people that every cluster has, and their bindings,
 * taken from a real kube-apiserver (Kubernetes, Apache-2.0, https://github.com/kubernetes/kubernetes).
 *
 *     bash test/cluster/cluster up && node packages/testing/scripts/generateBootstrapRoles.ts
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface RoleObject {
  apiVersion: string
  kind: string
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> }
  rules?: unknown
  aggregationRule?: unknown
  roleRef?: unknown
  subjects?: unknown
}

const root = join(import.meta.dirname, '../../..')
const wanted =
  /^(cluster-admin|admin|edit|view|system:(aggregate-to-.*|auth-delegator|basic-user|discovery|monitoring|public-info-viewer))$/

const args = [join(root, 'test/cluster/cluster'), 'kubectl', 'get', 'clusterroles,clusterrolebindings', '--output=json']
const text = execFileSync('bash', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
const { items } = JSON.parse(text) as { items: RoleObject[] }
const objects = items
  .filter(({ metadata }) => wanted.test(metadata.name))
  .map(({ apiVersion, kind, metadata: { name, labels, annotations }, ...rest }) => {
    const { rules, aggregationRule, roleRef, subjects } = rest
    return { apiVersion, kind, metadata: { name, labels, annotations }, aggregationRule, rules, roleRef, subjects }
  })
const lines = objects.map((object) => `    ${JSON.stringify(object)}`)
const origin = 'Kubernetes 1.34; Apache-2.0, https://github.com/kubernetes/kubernetes'
const output = `{
  "origin": ${JSON.stringify(origin)},
  "objects": [
${lines.join(',\n')}
  ]
}
`
writeFileSync(join(import.meta.dirname, '../src/cluster/authorization/bootstrapRoles.json'), output)
console.log(`${lines.length} objects, ${output.length} bytes`)
