import { readFile, writeFile } from 'node:fs/promises'
import { operatorRights, ownRights, type Right } from '../src/rights/operatorRights.ts'

const name = 'catalyst-operator'
const namespace = 'catalyst-system'
const labels = 'labels: { app.kubernetes.io/part-of: catalyst }'

/** Brings the operator's roles up to date with the list of its rights; with `check` it only looks. @returns whether they were not. */
export async function generateRights(file: URL, { check }: { check: boolean }): Promise<boolean> {
  const text = manifests()
  const present = await readFile(file, 'utf8').catch(() => undefined)
  if (present === text) return false
  if (!check) await writeFile(file, text)
  return true
}

function manifests(): string {
  const api = 'apiVersion: rbac.authorization.k8s.io/v1'
  const documents = [
    `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  ${labels}`,
    `${api}\nkind: ClusterRole\nmetadata:\n  name: ${name}\n  ${labels}\nrules:\n${operatorRights.map(ruleOf).join('\n')}`,
    `${api}\nkind: ClusterRoleBinding\nmetadata:\n  name: ${name}\n  ${labels}\n${bindingTo('ClusterRole')}`,
    `${api}\nkind: Role\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  ${labels}\nrules:\n${ownRights.map(ruleOf).join('\n')}`,
    `${api}\nkind: RoleBinding\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  ${labels}\n${bindingTo('Role')}`,
  ]
  const head = [
    '# The operator\'s rights, made from packages/operator/src/rights/operatorRights.ts by "npm run generate". Whatever users',
    '# bring (charts, manifests) is applied by Jobs with rights of their own in one namespace, never with these.',
  ].join('\n')
  return `${head}\n${documents.join('\n---\n')}\n`
}

function bindingTo(kind: 'Role' | 'ClusterRole'): string {
  return [
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    `  kind: ${kind}`,
    `  name: ${name}`,
    'subjects:',
    '  - kind: ServiceAccount',
    `    name: ${name}`,
    `    namespace: ${namespace}`,
  ].join('\n')
}

function ruleOf({ why, apiGroups, resources, verbs, resourceNames }: Right): string {
  const list = (items: readonly string[]) => `[${items.map((item) => (item === '' ? '""' : item)).join(', ')}]`
  return [
    ...wrapped(why).map((line) => `  # ${line}`),
    `  - apiGroups: ${list(apiGroups)}`,
    `    resources: ${list(resources)}`,
    ...(resourceNames === undefined ? [] : [`    resourceNames: ${list(resourceNames)}`]),
    `    verbs: ${list(verbs)}`,
  ].join('\n')
}

function wrapped(text: string, width = 116): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
