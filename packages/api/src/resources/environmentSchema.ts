import { z } from 'zod'
import { groupVersion } from './apiGroup.ts'
import { boundedRecordSchema } from './boundedRecordSchema.ts'
import { branchSchema } from './branchSchema.ts'
import { celRules } from './celRules.ts'
import { commitShaSchema } from './commitShaSchema.ts'
import { environmentStatusSchema } from './environmentStatusSchema.ts'
import { imageReferenceSchema } from './imageReferenceSchema.ts'
import { listMapSchema } from './listMapSchema.ts'
import { dnsLabelSchema, listMetaSchema, objectMetaSchema } from './metadataSchema.ts'
import { repositoryPathSchema } from './repositoryPathSchema.ts'
import { secretRefSchema } from './secretRefSchema.ts'
import { valuesSchema } from './valuesSchema.ts'

const sourceNeedsRevision = 'a source needs commitSha or branch'

const environmentSourceSchema = z
  .strictObject({
    name: dnsLabelSchema.meta({ description: "Name of an entry of the project's sources." }),
    commitSha: commitShaSchema.optional().meta({ description: 'What to build.' }),
    branch: branchSchema
      .optional()
      .meta({ description: 'Whose newest commit to build, where commitSha is absent; else for the record.' }),
  })
  .refine((source) => source.commitSha !== undefined || source.branch !== undefined, {
    message: sourceNeedsRevision,
    path: ['commitSha'],
  })
  .meta(celRules({ rule: 'has(self.commitSha) || has(self.branch)', message: sourceNeedsRevision }))

/** Kubernetes' classic rule for the name of an environment variable. */
const envVarNameSchema = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, 'must be the name of an environment variable')

const environmentConfigSchema = z.strictObject({
  envVars: boundedRecordSchema(envVarNameSchema, z.string().max(32_768), { max: 256 })
    .optional()
    .meta({ description: 'Environment variables by name. Everybody who may read the environment sees them.' }),
  envFrom: z
    .array(z.strictObject({ secretRef: secretRefSchema }))
    .max(16)
    .optional()
    .meta({
      description: 'Secrets of the project namespace, meant for previews, whose keys become environment variables.',
    }),
  image: imageReferenceSchema
    .optional()
    .meta({ description: 'Image or tag to run instead of the one in the template.' }),
})

const pullRequestSchema = z.strictObject({
  id: z.string().min(1).max(253).optional(),
  number: z.int().min(1).max(2_147_483_647).optional(),
  url: z.string().min(1).max(2048).optional(),
})

const requestSchema = z.string().max(253)

/** What one wants of an Environment. */
export const environmentSpecSchema = z.strictObject({
  projectRef: z
    .strictObject({
      name: dnsLabelSchema,
      namespace: dnsLabelSchema
        .optional()
        .meta({ description: "The project's team; the team label of this environment's namespace where absent." }),
    })
    .meta({
      description: 'The project it is an environment of.',
      ...celRules({
        rule: 'self == oldSelf',
        message: 'an environment stays with its project: projectRef can not change',
      }),
    }),
  type: dnsLabelSchema
    .default('development')
    .meta({ description: "Key of the template: development, deployment, or one of the project's own." }),
  sources: listMapSchema(environmentSourceSchema, { key: 'name', min: 1, max: 16 })
    .optional()
    .meta({ description: 'What to build; absent for a prebuilt image.' }),
  config: environmentConfigSchema.optional(),
  devCommand: z.string().min(1).max(4096).optional().meta({ description: 'Instead of the command that was detected.' }),
  workdir: repositoryPathSchema.optional().meta({ description: 'Instead of the folder that was detected.' }),
  values: valuesSchema.optional().meta({ description: "Overrides of the template's values." }),
  retainOnClose: z.boolean().default(false).meta({ description: 'Keep it when its pull request is closed.' }),
  retryRequest: requestSchema
    .optional()
    .meta({ description: 'Opaque: a new value asks for a redeploy; echoed in status when served.' }),
  restartRequest: requestSchema
    .optional()
    .meta({ description: 'Opaque: a new value asks for the dev command to run again; echoed in status when served.' }),
  pullRequest: pullRequestSchema.optional().meta({ description: 'The pull request it was made for.' }),
})

/** One live copy of a project's application. Its labels are those of `environmentLabels`. */
export const environmentSchema = z
  .object({
    apiVersion: z.literal(groupVersion),
    kind: z.literal('Environment'),
    metadata: objectMetaSchema,
    spec: environmentSpecSchema,
    status: environmentStatusSchema.optional(),
  })
  .meta({ id: 'Environment' })

export const environmentListSchema = z
  .object({ items: z.array(environmentSchema), metadata: listMetaSchema })
  .meta({ id: 'EnvironmentList' })

export type Environment = z.output<typeof environmentSchema>
export type EnvironmentSpec = z.output<typeof environmentSpecSchema>
export type EnvironmentSource = z.output<typeof environmentSourceSchema>
/** An Environment as one writes it: what the schema defaults may be left out. */
export type EnvironmentInput = z.input<typeof environmentSchema>
