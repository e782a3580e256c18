import { defineConfiguration } from '@catalyst/program'
import { configurationSchema } from './configurationSchema.ts'

/** How the server is configured. */
export const serverConfiguration = defineConfiguration({
  schema: configurationSchema,
  variables: {
    prefix: 'CATALYST_',
    file: 'CATALYST_CONFIG',
    // Known by these names to the platforms that set them, and to those who began before there was a file.
    wellKnown: {
      host: 'HOST',
      port: 'PORT',
      publicUrl: 'PUBLIC_URL',
      allowedOrigins: 'ALLOWED_ORIGINS',
      logLevel: 'LOG_LEVEL',
      seedSelfDeploy: 'SEED_SELF_DEPLOY',
    },
  },
})
