import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { PrinterColumn, ResourceType, ScalePaths, Verb } from '../objects/ResourceType.ts'
import {
  type DefinitionColumn,
  type DefinitionNames,
  type DefinitionVersion,
  specOf,
} from './CustomResourceDefinition.ts'
import { byPriority } from './versionPriority.ts'

const verbs: readonly Verb[] = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

/** What every kind without columns of its own shows beside its name. */
const age: PrinterColumn = {
  name: 'Age',
  type: 'date',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed' +
    ' to be set in happens-before order across separate operations. Clients may not set this value. It is represented' +
    ' in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info:' +
    ' https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
  value: '.metadata.creationTimestamp',
}

/** What the API server serves for a definition: a type for each served version, the preferred one first. */
export function toResourceTypes(definition: KubernetesObject): ResourceType[] {
  const { group = '', scope, names = {}, versions = [] } = specOf(definition)
  const served = versions.filter((version) => version.served === true).sort(byPriority)
  return served.map((version) => ({
    group,
    version: version.name ?? '',
    ...namesOf(names),
    namespaced: scope === 'Namespaced',
    verbs,
    hasStatus: version.subresources?.status !== undefined,
    scale: scaleOf(version),
    schema: version.schema?.openAPIV3Schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    columns: columnsOf(version.additionalPrinterColumns),
    selectableFields: (version.selectableFields ?? []).map(({ jsonPath = '' }) => jsonPath.replace(/^\./, '')),
    isCustom: true,
  }))
}

function namesOf({ plural = '', kind = '', singular, listKind, shortNames, categories }: DefinitionNames) {
  return {
    plural,
    singular: singular ?? kind.toLowerCase(),
    kind,
    listKind: listKind ?? `${kind}List`,
    shortNames: shortNames ?? [],
    categories: categories ?? [],
  }
}

function scaleOf({ subresources }: DefinitionVersion): ScalePaths | undefined {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = subresources?.scale ?? {}
  if (specReplicasPath === undefined || statusReplicasPath === undefined) return undefined
  return { specReplicas: specReplicasPath, statusReplicas: statusReplicasPath, labelSelector: labelSelectorPath }
}

function columnsOf(columns: readonly DefinitionColumn[] = []): readonly PrinterColumn[] {
  if (columns.length === 0) return [age]
  return columns.map(({ name = '', type = 'string', jsonPath = '', format, description, priority }) => {
    const fallback = `Custom resource definition column (in JSONPath format): ${jsonPath}`
    return { name, type, value: jsonPath, format, description: description || fallback, priority }
  })
}
