import { z } from 'zod'
import { apiGroup, apiVersion } from '../resources/apiGroup.ts'
import type { JsonSchema } from './jsonSchema.ts'
import type { StructuralSchema } from './structuralSchema.ts'
import { toStructuralSchema } from './toStructuralSchema.ts'

/** A column of `kubectl get`. */
export interface PrinterColumn {
  name: string
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  jsonPath: string
  description?: string
  /** 0 is always shown, 1 with `-o wide`. @default 0 */
  priority?: number
}

/** What makes a kind a custom resource, besides its schema. */
export interface CustomResource {
  kind: string
  plural: string
  shortNames: string[]
  description: string
  spec: z.ZodType
  status: z.ZodType
  columns: PrinterColumn[]
  /** Fields of spec and status that `--field-selector` takes, as JSON paths; API servers before 1.31 ignore them. */
  selectableFields: string[]
}

/**
 * The CustomResourceDefinition of a kind, from its schemas: structural, with defaults, columns and a status subresource.
 *
 * @throws TypeError where a schema says something that a structural schema can't.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export function toCustomResourceDefinition(resource: CustomResource) {
  const { kind, plural, shortNames, columns, selectableFields } = resource
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${apiGroup}` },
    spec: {
      group: apiGroup,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames,
        categories: ['catalyst'],
      },
      scope: 'Namespaced',
      versions: [
        {
          name: apiVersion,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: objectSchema(resource) },
          subresources: { status: {} },
          selectableFields: selectableFields.map((jsonPath) => ({ jsonPath })),
          additionalPrinterColumns: columns,
        },
      ],
    },
  }
}

function objectSchema({ description, spec, status }: CustomResource): StructuralSchema {
  return {
    description,
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      // Names become part of namespaces and host names, so they are labels and not, as Kubernetes would allow, subdomains.
      metadata: {
        type: 'object',
        properties: { name: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' } },
      },
      spec: schemaOf(spec),
      status: schemaOf(status),
    },
    required: ['spec'],
  }
}

function schemaOf(schema: z.ZodType): StructuralSchema {
  return toStructuralSchema(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema)
}
