import type { ObjectInput } from '../objects/KubernetesObject.ts'
import type { PrinterColumn } from '../objects/ResourceType.ts'
import type { Schema } from '../objects/Schema.ts'

/** What a CustomResourceDefinition says, https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export interface DefinitionSpec {
  group?: string
  scope?: string
  names?: DefinitionNames
  versions?: readonly DefinitionVersion[]
  preserveUnknownFields?: boolean
  conversion?: { strategy?: string }
}

export interface DefinitionNames {
  plural?: string
  singular?: string
  kind?: string
  listKind?: string
  shortNames?: readonly string[]
  categories?: readonly string[]
}

export interface DefinitionVersion {
  name?: string
  served?: boolean
  storage?: boolean
  schema?: { openAPIV3Schema?: Schema }
  subresources?: {
    status?: object
    scale?: { specReplicasPath?: string; statusReplicasPath?: string; labelSelectorPath?: string }
  }
  additionalPrinterColumns?: readonly DefinitionColumn[]
  selectableFields?: readonly { jsonPath?: string }[]
}

export interface DefinitionColumn {
  name?: string
  type?: PrinterColumn['type']
  format?: string
  description?: string
  priority?: number
  jsonPath?: string
}

/** The spec of an object that is taken for a definition; empty where it has none. */
export function specOf(definition: ObjectInput): DefinitionSpec {
  return definition['spec'] ?? {}
}
