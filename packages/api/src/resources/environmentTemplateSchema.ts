import { z } from 'zod'
import { celRules } from './celRules.ts'
import { dnsLabelSchema } from './metadataSchema.ts'

/** How a template deploys. */
export const templateTypes = ['helm', 'docker', 'docker-compose', 'nix-flake', 'prebuilt', 'manifest'] as const
export type TemplateType = (typeof templateTypes)[number]

/** A path inside a repository: relative, without `..`. */
export const repositoryPathSchema = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[^/]/, 'must be relative to the root of the repository')
  .meta(celRules({ rule: "!self.split('/').exists(part, part == '..')", message: 'must not leave the repository: no ".."' }))
  .refine((path) => !path.split('/').includes('..'), 'must not leave the repository: no ".."')

/** A Kubernetes quantity such as `250m` or `1Gi`. */
export const quantitySchema = z
  .string()
  .min(1)
  .max(32)
  .regex(
    /^(\d+(\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/,
    'must be a quantity such as "250m" or "1Gi"',
  )

const quantitiesSchema = z.strictObject({
  cpu: quantitySchema.optional(),
  memory: quantitySchema.optional(),
  'ephemeral-storage': quantitySchema.optional(),
})

export const resourceRequirementsSchema = z.strictObject({
  requests: quantitiesSchema.optional(),
  limits: quantitiesSchema.optional(),
})

/** Free-form values: passed through to charts, read by name where a template type defines them. */
export const valuesSchema = z
  .record(z.string().max(256), z.unknown())
  .meta({ 'x-kubernetes-preserve-unknown-fields': true })

export const environmentTemplateSchema = z
  .strictObject({
    type: z.enum(templateTypes),
    sourceRef: dnsLabelSchema.optional().meta({ description: 'Name of an entry of spec.sources.' }),
    path: repositoryPathSchema.optional().meta({ description: 'Dockerfile, chart, compose file, flake.nix or manifest folder.' }),
    values: valuesSchema.optional(),
    image: z
      .strictObject({
        repository: z.string().min(1).max(512),
        tag: z.string().min(1).max(128).optional(),
        digest: z
          .string()
          .max(71)
          .regex(/^sha256:[0-9a-f]{64}$/, 'must be "sha256:" and 64 hexadecimal digits')
          .optional(),
      })
      .optional(),
    devShell: z.string().min(1).max(253).optional(),
    imageAttribute: z.string().min(1).max(512).optional(),
    mode: z.enum(['development', 'production']).optional(),
    workdir: repositoryPathSchema.optional(),
    resources: resourceRequirementsSchema.optional(),
  })
  .meta({
    id: 'EnvironmentTemplate',
    ...celRules({
      rule: "self.type != 'prebuilt' || has(self.image)",
      message: 'a template of type "prebuilt" needs image.repository',
      fieldPath: '.image',
    }),
  })

export type EnvironmentTemplate = z.output<typeof environmentTemplateSchema>
