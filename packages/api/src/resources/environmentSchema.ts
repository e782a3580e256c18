import { z } from 'zod'
import { phases } from '../phases.ts'
import { groupVersion } from './apiGroup.ts'
import { celRules, listMapKeys } from './celRules.ts'
import { repositoryPathSchema, templateTypes, valuesSchema } from './environmentTemplateSchema.ts'
import { conditionSchema, dnsLabelSchema, dnsSubdomainSchema, listMetaSchema, objectMetaSchema } from './metadataSchema.ts'

/** A full Git commit id (SHA-1). */
export const commitShaSchema = z
  .string()
  .max(40)
  .regex(/^[0-9a-f]{40}$/, 'must be a full commit SHA: 40 lower-case hexadecimal digits')

/** The address of an environment: https, or http on `*.localhost` for a local cluster. */
export const publicUrlSchema = z
  .string()
  .max(2048)
  .regex(
    /^(https:\/\/[^\s/]+|http:\/\/([a-z0-9-]+\.)*localhost(:\d+)?)(\/\S*)?$/,
    'must be an https URL, or http on *.localhost',
  )

const environmentSourceSchema = z
  .strictObject({
    name: dnsLabelSchema,
    commitSha: commitShaSchema.optional(),
    branch: z.string().min(1).max(255).optional(),
  })
  .refine((source) => source.commitSha !== undefined || source.branch !== undefined, {
    message: 'a source needs commitSha or branch',
    path: ['commitSha'],
  })
  .meta(celRules({ rule: 'has(self.commitSha) || has(self.branch)', message: 'a source needs commitSha or branch' }))

export const environmentSpecSchema = z.strictObject({
  projectRef: z
    .strictObject({ name: dnsLabelSchema, namespace: dnsLabelSchema.optional() })
    .meta(celRules({ rule: 'self == oldSelf', message: 'an environment stays with its project: projectRef can not change' })),
  type: dnsLabelSchema.default('development').meta({ description: 'Key of the template: "development", "deployment", or one of the project\'s own.' }),
  sources: z
    .array(environmentSourceSchema)
    .min(1)
    .max(16)
    .refine((sources) => new Set(sources.map((source) => source.name)).size === sources.length, 'source names must be unique')
    .optional()
    .meta({ ...listMapKeys('name'), description: 'What to build; absent for a prebuilt image.' }),
  config: z
    .strictObject({
      envVars: z
        .record(z.string().min(1).max(253), z.string().max(32_768))
        .optional()
        .meta({ maxProperties: 256 }),
      envFrom: z
        .array(z.strictObject({ secretRef: z.strictObject({ name: dnsSubdomainSchema }) }))
        .max(16)
        .optional(),
      image: z.string().min(1).max(512).optional(),
    })
    .optional(),
  devCommand: z.string().min(1).max(4096).optional().meta({ description: 'Override of the detected command.' }),
  workdir: repositoryPathSchema.optional().meta({ description: 'Override of the detected folder.' }),
  values: valuesSchema.optional().meta({ description: 'Overrides of the template\'s values.' }),
  retainOnClose: z.boolean().default(false),
  retryRequest: z.string().max(253).optional().meta({ description: 'Opaque: a new value asks for a redeploy; echoed in status when served.' }),
  restartRequest: z.string().max(253).optional().meta({ description: 'Opaque: a new value asks for the dev command to run again.' }),
  pullRequest: z
    .strictObject({
      id: z.string().min(1).max(253).optional(),
      number: z.int().min(1).max(2_147_483_647).optional(),
      url: z.string().min(1).max(2048).optional(),
    })
    .optional(),
})

const timeSchema = z.string().max(64).meta({ format: 'date-time' })

export const environmentStatusSchema = z.object({
  phase: z.enum(phases).optional(),
  url: publicUrlSchema.optional(),
  namespace: z.string().max(63).optional(),
  conditions: z.array(conditionSchema).max(32).optional().meta(listMapKeys('type')),
  observedGeneration: z.int().min(0).optional(),
  message: z.string().max(32_768).optional(),
  attempts: z.int().min(0).max(1000).optional(),
  detected: z
    .object({
      type: z.string().max(63).optional(),
      command: z.string().max(4096).optional(),
      workdir: z.string().max(1024).optional(),
    })
    .optional(),
  sources: z
    .array(z.object({ name: dnsLabelSchema, commitSha: commitShaSchema, branch: z.string().max(255).optional() }))
    .max(16)
    .optional()
    .meta({ ...listMapKeys('name'), description: 'The commits that were resolved.' }),
  builds: z
    .array(
      z.object({
        source: dnsLabelSchema,
        commitSha: commitShaSchema.optional(),
        image: z.string().max(512).optional(),
        jobName: z.string().max(253).optional(),
        phase: z.string().max(63).optional(),
      }),
    )
    .max(16)
    .optional()
    .meta(listMapKeys('source')),
  template: z.enum(templateTypes).optional(),
  retryRequest: z.string().max(253).optional(),
  restartRequest: z.string().max(253).optional(),
  startedAt: timeSchema.optional(),
  readyAt: timeSchema.optional(),
  updatedAt: timeSchema.optional(),
})

/** One live copy of a project's application. */
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
export type EnvironmentStatus = z.output<typeof environmentStatusSchema>
export type EnvironmentSource = z.output<typeof environmentSourceSchema>
/** An Environment as one writes it: what the schema defaults may be left out. */
export type EnvironmentInput = z.input<typeof environmentSchema>
