import { readFile, writeFile } from 'node:fs/promises'
import { deployerRights } from '../src/rights/deployerRights.ts'
import { operatorRights, ownRights } from '../src/rights/operatorRights.ts'
import type { Right } from '../src/rights/Right.ts'

const name = 'catalyst-operator'
const namespace = 'catalyst-system'
const labels = 'labels: { app.kubernetes.io/part-of: catalyst }'

const api = 'apiVersion: rbac.authorization.k8s.io/v1'

/** Brings the roles up to date with the lists of rights; with `check` it only looks. @returns the files that were not. */
export async function generateRights(folder: URL, { check }: { check: boolean }): Promise<string[]> {
  const stale: string[] = []
  const wanted = { 'catalyst-operator.yaml': operatorManifests(), 'catalyst-deployer.yaml': deployerManifest() }
  for (const [file, text] of Object.entries(wanted)) {
    const path = new URL(file, folder)
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue
    stale.push(file)
    if (!check) await writeFile(path, text)
  }
  return stale
}

function deployerManifest(): string {
  return [
    '# What a Job may do that deploys manifests or a chart, made from packages/operator/src/deployment/allowedKinds.ts by "npm run',
    '# generate". The operator binds it to the account of one environment, in the namespace of that environment alone.',
    `${api}\nkind: ClusterRole\nmetadata:\n  name: catalyst-deployer\n  ${labels}\nrules:\n${deployerRights.map(ruleOf).join('\n')}\n`,
  ].join('\n')
}

function operatorManifests(): string {
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
