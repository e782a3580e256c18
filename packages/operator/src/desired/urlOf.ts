import type { OperatorSettings } from '../settings/OperatorSettings.ts'

/** Where the environment of a namespace answers. */
export function urlOf(namespace: string, { urlTemplate }: Pick<OperatorSettings, 'urlTemplate'>): string {
  return new URL(urlTemplate.replaceAll('{namespace}', namespace)).href
}
