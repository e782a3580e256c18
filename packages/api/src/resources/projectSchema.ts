import { z } from 'zod'
import { groupVersion } from './apiGroup.ts'
import { boundedRecordSchema } from './boundedRecordSchema.ts'
import { branchSchema } from './branchSchema.ts'
import { celRules } from './celRules.ts'
import { environmentTemplateSchema } from './environmentTemplateSchema.ts'
import { imageReferenceSchema } from './imageReferenceSchema.ts'
import { listMapSchema } from './listMapSchema.ts'
import { conditionSchema, dnsLabelSchema, listMetaSchema, objectMetaSchema } from './metadataSchema.ts'
import { quantitySchema } from './quantitySchema.ts'
import { repositoryPathSchema } from './repositoryPathSchema.ts'
import { repositoryUrlSchema } from './repositoryUrlSchema.ts'
import { secretRefSchema } from './secretRefSchema.ts'

const projectSourceSchema = z.strictObject({
  name: dnsLabelSchema.meta({ description: 'Name of the component, such as frontend.' }),
  repositoryUrl: repositoryUrlSchema,
  branch: branchSchema
    .optional()
    .meta({ description: "The branch to follow; the repository's default one where absent." }),
  credentialsSecretRef: secretRefSchema
    .extend({ key: z.string().min(1).max(253).optional() })
    .optional()
    .meta({ description: 'Secret with the credentials for the repository.' }),
})

/** What a subject may do: everything, everything and deploy, or look. */
export const accessRoles = ['owner', 'admin', 'observer'] as const
export type AccessRole = (typeof accessRoles)[number]

const accessSchema = z.strictObject({
  role: z.enum(accessRoles),
  subjects: z
    .array(z.strictObject({ kind: z.enum(['User', 'Group']), name: z.string().min(1).max(253) }))
    .min(1)
    .max(64),
  environments: z
    .array(dnsLabelSchema)
    .min(1)
    .max(64)
    .optional()
    .meta({ description: 'Names of the environments it is about; all of the project where absent.' }),
})

export const jobSchema = z.strictObject({
  name: dnsLabelSchema,
  phase: z.string().min(1).max(63).meta({ description: 'When it runs, such as PostBuild.' }),
  command: z.array(z.string().max(4096)).min(1).max(64),
  image: imageReferenceSchema.optional(),
})

const buildSchema = z.strictObject({
  dockerfile: repositoryPathSchema.default('Dockerfile'),
  cache: z.boolean().default(true),
  insecureRegistry: z.boolean().default(false),
  registry: z.string().min(1).max(512).default('registry.cluster.local:5000'),
})

const registryCredentialsSchema = z.strictObject({
  secretRef: secretRefSchema,
  usage: z.enum(['pull', 'push', 'both']).default('both'),
})

const registrySchema = z.strictObject({
  internal: z.boolean().default(false),
  scope: z.enum(['cluster', 'project']).default('cluster'),
  storage: z.strictObject({ secretRef: secretRefSchema }).optional(),
})

const sourceRefMustExist = 'each sourceRef must name an entry of spec.sources'

/** What one wants of a Project. */
export const projectSpecSchema = z
  .strictObject({
    sources: listMapSchema(projectSourceSchema, { key: 'name', min: 1, max: 16 }).meta({
      description: 'The repositories it is made of.',
    }),
    templates: boundedRecordSchema(dnsLabelSchema, environmentTemplateSchema, { max: 16 })
      .default({})
      .meta({ description: 'How its environments deploy, by type: development, deployment, or one of your own.' }),
    resources: z
      .strictObject({
        cpu: quantitySchema.optional(),
        memory: quantitySchema.optional(),
        storage: quantitySchema.optional(),
      })
      .optional()
      .meta({ description: 'Quota of each environment.' }),
    build: buildSchema.optional().meta({ description: 'How images are built.' }),
    registryCredentials: z
      .array(registryCredentialsSchema)
      .max(16)
      .optional()
      .meta({ description: 'Secrets that are copied to the environments to pull or push images.' }),
    registry: registrySchema.optional().meta({ description: 'The registry that built images go to.' }),
    deploymentConfig: z
      .strictObject({
        devCommand: z.string().min(1).max(4096).optional(),
        workdir: repositoryPathSchema.optional(),
      })
      .optional()
      .meta({ description: 'Overrides of detection for all environments.' }),
    triggers: z
      .strictObject({
        pullRequest: z.boolean().default(true).meta({ description: 'Make an environment for each pull request.' }),
        branchPush: z
          .array(z.string().min(1).max(255))
          .max(32)
          .optional()
          .meta({ description: 'Branches, * standing for any characters, whose pushes deploy; none where absent.' }),
      })
      .optional()
      .meta({ description: 'What makes environments; pull requests alone where absent.' }),
    access: z.array(accessSchema).max(64).optional().meta({
      description:
        "Who may do what in its environments. Where absent, the team's group is owner of development environments and observer of all others.",
    }),
    podSecurity: z.enum(['baseline', 'restricted']).optional().meta({
      description:
        'The Pod Security Standard that is enforced in its environments; baseline where absent. Images have to run as another user than root under restricted.',
    }),
    jobs: listMapSchema(jobSchema, { key: 'name', max: 16 })
      .optional()
      .meta({ description: 'What runs beside a deployment.' }),
    approval: z
      .strictObject({ required: z.boolean().default(false) })
      .optional()
      .meta({ description: 'Whether deployments wait for somebody to approve them.' }),
  })
  .superRefine((spec, context) => {
    const names = new Set(spec.sources.map((source) => source.name))
    for (const [key, template] of Object.entries(spec.templates)) {
      if (template.sourceRef !== undefined && !names.has(template.sourceRef)) {
        context.addIssue({ code: 'custom', path: ['templates', key, 'sourceRef'], message: sourceRefMustExist })
      }
    }
  })
  .meta(
    celRules({
      rule: 'self.templates.all(key, !has(self.templates[key].sourceRef) || self.sources.exists(source, source.name == self.templates[key].sourceRef))',
      message: sourceRefMustExist,
      fieldPath: '.templates',
    }),
  )

/** What the operator says about a Project; nobody else writes it. */
export const projectStatusSchema = z.object({
  conditions: listMapSchema(conditionSchema, { key: 'type', max: 32 }).optional(),
  observedGeneration: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The generation of spec that this status is about.' }),
})

/** A code repository (or several) with the templates by which its environments are deployed. */
export const projectSchema = z
  .object({
    apiVersion: z.literal(groupVersion),
    kind: z.literal('Project'),
    metadata: objectMetaSchema,
    spec: projectSpecSchema,
    status: projectStatusSchema.optional(),
  })
  .meta({ id: 'Project' })

export const projectListSchema = z
  .object({ items: z.array(projectSchema), metadata: listMetaSchema })
  .meta({ id: 'ProjectList' })

export type Project = z.output<typeof projectSchema>
export type ProjectSpec = z.output<typeof projectSpecSchema>
export type ProjectStatus = z.output<typeof projectStatusSchema>
/** A Project as one writes it: what the schema defaults may be left out. */
export type ProjectInput = z.input<typeof projectSchema>
