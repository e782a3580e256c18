import { z } from 'zod'

/** The address of an environment: https, or http on `*.localhost` for a local cluster; without user or password. */
export const publicUrlSchema = z
  .string()
  .max(2048)
  .regex(
    /^(https:\/\/[^\s/?#@]+|http:\/\/([a-z0-9-]+\.)*localhost(:\d{1,5})?)([/?#]\S*)?$/,
    'must be an https URL, or http on *.localhost',
  )
