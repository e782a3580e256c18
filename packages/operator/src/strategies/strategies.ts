import type { TemplateType } from '@catalyst/api'
import { helm } from './helm/helm.ts'
import { manifest } from './manifest/manifest.ts'
import { prebuilt } from './prebuilt/prebuilt.ts'
import type { Strategy } from './Strategy.ts'

/** Every way to deploy that this operator knows. */
export const strategies: Partial<Record<TemplateType, Strategy>> = { helm, manifest, prebuilt }
