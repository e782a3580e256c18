import { readSecretFile } from '@catalyst/program'
import type { ProxyOptions } from '@catalyst/proxy'
import type { Configuration } from './configurationSchema.ts'

/** Where people find API servers, with the certificates from their files. @throws ConfigurationError. */
export function apiServersOf({ apiServers }: Pick<Configuration, 'apiServers'>): ProxyOptions['apiServers'] {
  return Object.fromEntries(
    Object.entries(apiServers).map(([name, { caFile, ...address }]) => [
      name,
      {
        ...address,
        ...(caFile !== undefined && { certificateAuthority: readSecretFile(`apiServers.${name}.caFile`, caFile) }),
      },
    ]),
  )
}
