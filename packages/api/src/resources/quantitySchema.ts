import { z } from 'zod'

/** An amount such as `250m` or `1Gi`, as text, not below zero; `parseQuantity` reads it. */
export const quantitySchema = z
  .string()
  .min(1)
  .max(32)
  .regex(
    /^(\d+(\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,3})?$/,
    'must be a quantity such as "250m" or "1Gi"',
  )
