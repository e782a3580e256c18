import { defineConfiguration } from '@catalyst/program'
import { configurationSchema } from './configurationSchema.ts'

/** How the operator is configured. */
export const operatorConfiguration = defineConfiguration({
  schema: configurationSchema,
  variables: {
    prefix: 'CATALYST_OPERATOR_',
    file: 'CATALYST_OPERATOR_CONFIG',
    wellKnown: { logLevel: 'LOG_LEVEL' },
  },
})
