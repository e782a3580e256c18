import { z } from 'zod'

/** A container image: registry, repository and optionally tag or digest. */
export const imageReferenceSchema = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, 'must be a container image such as "registry.example.com/shop:v1"')
