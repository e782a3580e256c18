import { none, oidc, token, type Authenticate } from '@catalyst/proxy'
import { ConfigurationError, readSecretFile } from '@catalyst/program'
import type { Configuration } from './configurationSchema.ts'

/** How callers say who they are, as it is configured. @throws ConfigurationError. */
export function createAuthenticate({ identity, token: tokens, oidc: provider }: Configuration): Authenticate {
  switch (identity) {
    case 'none':
      return none()
    case 'token':
      return explained('token.file', () => {
        readSecretFile('token.file', tokens.file ?? '')
        return token({ file: tokens.file ?? '', teamGroupPrefix: tokens.teamGroupPrefix })
      })
    case 'oidc': {
      const { clientSecretFile, sessionKeyFile, caFile, issuer = '', clientId = '', ...rest } = provider
      const options = {
        ...rest,
        issuer,
        clientId,
        clientSecret: optional('oidc.clientSecretFile', clientSecretFile),
        sessionKeys: optional('oidc.sessionKeyFile', sessionKeyFile)?.split(/\s+/),
        ca: optional('oidc.caFile', caFile),
      }
      return explained('oidc', () => oidc(options))
    }
  }
}

function optional(key: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : readSecretFile(key, path)
}

/** What the proxy refuses is said below the key that it is about. */
function explained<T>(key: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof ConfigurationError || !(error instanceof Error)) throw error
    throw new ConfigurationError([{ key, message: error.message }], { cause: error })
  }
}
