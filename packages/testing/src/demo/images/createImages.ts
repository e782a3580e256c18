import type { Image } from '../../cluster/machine/Image.ts'
import { createBilling } from './billing.ts'
import { nginx } from './nginx.ts'
import { storefront } from './storefront.ts'

/** Every image that the teams use; any other is a server that answers. */
export function createImages(): Image[] {
  return [...storefront, ...createBilling(), nginx]
}
