import { z } from 'zod'
import { phases } from '../phases.ts'
import { branchSchema } from './branchSchema.ts'
import { commitShaSchema } from './commitShaSchema.ts'
import { templateTypes } from './environmentTemplateSchema.ts'
import { listMapSchema } from './listMapSchema.ts'
import { conditionSchema, dnsLabelSchema } from './metadataSchema.ts'
import { publicUrlSchema } from './publicUrlSchema.ts'

const timeSchema = z.string().max(64).meta({ format: 'date-time' })
const requestSchema = z.string().max(253)

/** What the operator says about an Environment; nobody else writes it. */
export const environmentStatusSchema = z.object({
  phase: z.enum(phases).optional().meta({ description: 'Where it is in its life; Pending where absent.' }),
  url: publicUrlSchema.optional().meta({ description: 'Where it answers, once it is Ready.' }),
  namespace: z.string().max(63).optional().meta({ description: 'Where its workloads run.' }),
  conditions: listMapSchema(conditionSchema, { key: 'type', max: 32 }).optional(),
  observedGeneration: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The generation of spec that this status is about.' }),
  message: z.string().max(32_768).optional().meta({ description: 'Why it is Failed or Degraded, in plain words.' }),
  attempts: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .meta({ description: 'How often the current revision was tried to deploy, whoever asked for it.' }),
  detected: z
    .object({
      type: z.string().max(63).optional(),
      command: z.string().max(4096).optional(),
      workdir: z.string().max(1024).optional(),
    })
    .optional()
    .meta({ description: 'What was found in the sources, whether or not spec overrides it.' }),
  sources: listMapSchema(
    z.object({ name: dnsLabelSchema, commitSha: commitShaSchema, branch: branchSchema.optional() }),
    { key: 'name', max: 16 },
  )
    .optional()
    .meta({ description: 'The commits that were resolved.' }),
  builds: listMapSchema(
    z.object({
      source: dnsLabelSchema,
      commitSha: commitShaSchema.optional(),
      image: z.string().max(512).optional(),
      jobName: z.string().max(253).optional(),
      phase: z.string().max(63).optional(),
    }),
    { key: 'source', max: 16 },
  )
    .optional()
    .meta({ description: 'The last build of each source.' }),
  deployment: z
    .object({
      revision: z.string().max(64).meta({ description: 'Stands for everything that decides what is deployed.' }),
      jobName: z.string().max(253).optional(),
      phase: z.enum(['Running', 'Succeeded', 'Failed']),
      objects: z
        .array(z.object({ kind: z.string().max(63), name: z.string().max(253), generation: z.int().min(0).optional() }))
        .max(256)
        .optional()
        .meta({ description: 'What it left behind that runs or leads there, by which drift shows.' }),
    })
    .optional()
    .meta({ description: 'The last deployment, and the Job that carried it out, where one did.' }),
  approval: z
    .object({ revision: z.string().max(64) })
    .optional()
    .meta({ description: 'The revision that waits until somebody who may deploy approves it.' }),
  template: z.enum(templateTypes).optional().meta({ description: 'Type of the template that was deployed.' }),
  retryRequest: requestSchema.optional().meta({ description: 'The spec.retryRequest that was served.' }),
  restartRequest: requestSchema.optional().meta({ description: 'The spec.restartRequest that was served.' }),
  startedAt: timeSchema.optional(),
  readyAt: timeSchema.optional(),
  updatedAt: timeSchema.optional(),
})

export type EnvironmentStatus = z.output<typeof environmentStatusSchema>
