import { z } from 'zod'
import { boundedRecordSchema } from './boundedRecordSchema.ts'
import { celRules } from './celRules.ts'
import { imageReferenceSchema } from './imageReferenceSchema.ts'
import { dnsLabelSchema } from './metadataSchema.ts'
import { prebuiltValuesSchema } from './prebuiltValuesSchema.ts'
import { quantitySchema } from './quantitySchema.ts'
import { repositoryPathSchema } from './repositoryPathSchema.ts'
import { valuesSchema } from './valuesSchema.ts'

/** How a template deploys. */
export const templateTypes = ['helm', 'docker', 'docker-compose', 'nix-flake', 'prebuilt', 'manifest'] as const
export type TemplateType = (typeof templateTypes)[number]

const quantitiesSchema = z.strictObject({
  cpu: quantitySchema.optional(),
  memory: quantitySchema.optional(),
  'ephemeral-storage': quantitySchema.optional(),
})

export const resourceRequirementsSchema = z.strictObject({
  requests: quantitiesSchema.optional(),
  limits: quantitiesSchema.optional(),
})

const prebuiltNeedsImage = 'a template of type "prebuilt" needs image.repository'

/** How environments of one type are deployed. */
export const environmentTemplateSchema = z
  .strictObject({
    type: z.enum(templateTypes).meta({ description: 'How it deploys.' }),
    sourceRef: dnsLabelSchema
      .optional()
      .meta({ description: 'Name of the entry of spec.sources that path is in; the first one where absent.' }),
    path: repositoryPathSchema
      .optional()
      .meta({ description: 'Dockerfile, chart, compose file, flake.nix or folder of manifests.' }),
    values: valuesSchema.optional().meta({
      description:
        'Helm: passed through to the chart. prebuilt: command, args, port (8080), replicas (1), probes. services.postgres, services.redis and services.s3 add managed services by enabled: true.',
    }),
    files: boundedRecordSchema(repositoryPathSchema, z.string().max(65_536), { max: 64 }).optional().meta({
      description:
        'helm, manifest: the chart or the manifests themselves, path to text, in place of a repository. All together have to be below 64 KiB.',
    }),
    image: z
      .strictObject({
        repository: imageReferenceSchema.meta({ description: 'The image without tag and digest.' }),
        tag: z
          .string()
          .max(128)
          .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, 'must be the tag of an image')
          .optional()
          .meta({ description: 'Where the environment names none.' }),
        digest: z
          .string()
          .max(71)
          .regex(/^sha256:[0-9a-f]{64}$/, 'must be "sha256:" and 64 hexadecimal digits')
          .optional()
          .meta({ description: 'Pins the image; wins over the tag.' }),
      })
      .optional()
      .meta({ description: 'The image that a template of type prebuilt runs.' }),
    devShell: z.string().min(1).max(253).optional().meta({ description: 'Nix development shell.' }),
    imageAttribute: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .meta({ description: 'Nix attribute of the image, such as packages.x86_64-linux.image.' }),
    mode: z
      .enum(['development', 'production'])
      .optional()
      .meta({ description: 'development for the template of that key, production for all others, where absent.' }),
    workdir: repositoryPathSchema.optional().meta({ description: 'Folder of the application inside its source.' }),
    resources: resourceRequirementsSchema.optional().meta({ description: 'Requests and limits of each container.' }),
  })
  .superRefine((template, context) => {
    if (template.type !== 'prebuilt') return
    if (template.image === undefined) {
      context.addIssue({ code: 'custom', path: ['image'], message: prebuiltNeedsImage })
    }
    const values = prebuiltValuesSchema.safeParse(template.values ?? {})
    for (const issue of values.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['values', ...issue.path], message: issue.message })
    }
  })
  .meta({
    id: 'EnvironmentTemplate',
    ...celRules({
      rule: "self.type != 'prebuilt' || has(self.image)",
      message: prebuiltNeedsImage,
      fieldPath: '.image',
    }),
  })

export type EnvironmentTemplate = z.output<typeof environmentTemplateSchema>
