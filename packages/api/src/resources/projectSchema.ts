import { z } from 'zod'
import { groupVersion } from './apiGroup.ts'
import { celRules, listMapKeys } from './celRules.ts'
import { environmentTemplateSchema, quantitySchema, repositoryPathSchema } from './environmentTemplateSchema.ts'
import { conditionSchema, dnsLabelSchema, dnsSubdomainSchema, listMetaSchema, objectMetaSchema } from './metadataSchema.ts'

const secretRefSchema = z.strictObject({ name: dnsSubdomainSchema, key: z.string().min(1).max(253).optional() })

const projectSourceSchema = z.strictObject({
  name: dnsLabelSchema,
  repositoryUrl: z
    .string()
    .min(1)
    .max(2048)
    .regex(/^(https:\/\/|http:\/\/|ssh:\/\/|git@)/, 'must be an https, http or ssh URL of a Git repository'),
  branch: z.string().min(1).max(255).optional(),
  credentialsSecretRef: secretRefSchema.optional(),
})

const accessSchema = z.strictObject({
  role: z.enum(['owner', 'admin', 'observer']),
  subjects: z
    .array(z.strictObject({ kind: z.enum(['User', 'Group']), name: z.string().min(1).max(253) }))
    .min(1)
    .max(64),
  environments: z.array(dnsLabelSchema).max(64).optional(),
})

export const jobSchema = z.strictObject({
  name: dnsLabelSchema,
  phase: z.string().min(1).max(63),
  command: z.array(z.string().max(4096)).min(1).max(64),
  image: z.string().min(1).max(512).optional(),
})

export const projectSpecSchema = z.strictObject({
  sources: z.array(projectSourceSchema).min(1).max(16).meta(listMapKeys('name')),
  templates: z
    .record(dnsLabelSchema, environmentTemplateSchema)
    .default({})
    .meta({ maxProperties: 16, description: 'By key: "development", "deployment", or one of your own.' }),
  resources: z
    .strictObject({ cpu: quantitySchema.optional(), memory: quantitySchema.optional(), storage: quantitySchema.optional() })
    .optional()
    .meta({ description: 'Quota of each environment of the project.' }),
  build: z
    .strictObject({
      dockerfile: repositoryPathSchema.default('Dockerfile'),
      cache: z.boolean().default(true),
      insecureRegistry: z.boolean().default(false),
      registry: z.string().min(1).max(512).default('registry.cluster.local:5000'),
    })
    .optional(),
  registryCredentials: z
    .array(
      z.strictObject({
        secretRef: z.strictObject({ name: dnsSubdomainSchema }),
        usage: z.enum(['pull', 'push', 'both']).default('both'),
      }),
    )
    .max(16)
    .optional(),
  registry: z
    .strictObject({
      internal: z.boolean().default(false),
      scope: z.enum(['cluster', 'project']).default('cluster'),
      storage: z.strictObject({ secretRef: z.strictObject({ name: dnsSubdomainSchema }) }).optional(),
    })
    .optional(),
  deploymentConfig: z
    .strictObject({
      devCommand: z.string().min(1).max(4096).optional(),
      workdir: repositoryPathSchema.optional(),
    })
    .optional()
    .meta({ description: 'Overrides of detection for all environments of the project.' }),
  triggers: z
    .strictObject({
      pullRequest: z.boolean().default(true),
      branchPush: z.array(z.string().min(1).max(255)).max(32).optional(),
    })
    .optional(),
  access: z.array(accessSchema).max(64).optional(),
  jobs: z.array(jobSchema).max(16).optional().meta(listMapKeys('name')),
  approval: z.strictObject({ required: z.boolean().default(false) }).optional(),
})

export const projectStatusSchema = z.object({
  conditions: z.array(conditionSchema).max(32).optional().meta(listMapKeys('type')),
  observedGeneration: z.int().min(0).optional(),
})

/** A code repository (or several) with the templates by which its environments are deployed. */
export const projectSchema = z
  .object({
    apiVersion: z.literal(groupVersion),
    kind: z.literal('Project'),
    metadata: objectMetaSchema,
    spec: projectSpecSchema.meta(
      celRules({
        rule: 'self.templates.all(key, !has(self.templates[key].sourceRef) || self.sources.exists(source, source.name == self.templates[key].sourceRef))',
        message: 'each template.sourceRef must name an entry of sources',
        fieldPath: '.templates',
      }),
    ),
    status: projectStatusSchema.optional(),
  })
  .meta({ id: 'Project' })

export const projectListSchema = z.object({ items: z.array(projectSchema), metadata: listMetaSchema }).meta({ id: 'ProjectList' })

export type Project = z.output<typeof projectSchema>
export type ProjectSpec = z.output<typeof projectSpecSchema>
export type ProjectStatus = z.output<typeof projectStatusSchema>
/** A Project as one writes it: what the schema defaults may be left out. */
export type ProjectInput = z.input<typeof projectSchema>
