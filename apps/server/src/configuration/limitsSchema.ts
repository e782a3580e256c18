import { defaultLimits, type ProxyLimits } from '@catalyst/proxy'
import { z } from 'zod'

const error = 'Give a whole number.'
type Shape = { [Name in keyof ProxyLimits]: z.ZodOptional<z.ZodInt> }

/** The limits of the proxy, by its own names. What each may be is known there. */
export const limitsSchema = z
  .strictObject(
    Object.fromEntries(
      Object.keys(defaultLimits).map((name) => [name, z.int({ error }).min(0, error).optional()]),
    ) as Shape,
  )
  .default({})
