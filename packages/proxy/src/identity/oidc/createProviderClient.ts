import {
  clockTolerance,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  None,
  type ServerMetadata,
} from 'openid-client'
import type { ProblemError } from '../../problems/ProblemError.ts'
import { createProviderFetch } from './createProviderFetch.ts'
import type { OidcOptions } from './OidcOptions.ts'
import { providerSilent } from './providerSilent.ts'

export interface ProviderClient {
  fetch: ReturnType<typeof createProviderFetch>
  /** The provider as it describes itself. @throws ProblemError UPSTREAM_UNAVAILABLE as long as it doesn't. */
  configuration(): Promise<Configuration>
}

/** After the provider did not answer, it is left in peace for this long. */
const pauseMs = 1000

/** Finds out where the provider has what, when it is first needed, and again until it answers. */
export function createProviderClient(options: OidcOptions): ProviderClient {
  const { issuer, clientId, clientSecret, clockSkewSeconds = 30 } = options
  const fetch = createProviderFetch(options.ca)
  let found: Promise<Configuration> | undefined
  let failure: { at: number; problem: ProblemError } | undefined

  async function discover(): Promise<Configuration> {
    const described = await discovery(new URL(issuer), clientId, undefined, None(), {
      [customFetch]: fetch,
      timeout: 10,
    })
    const server = described.serverMetadata()
    const configuration = new Configuration(
      server,
      clientId,
      { [clockTolerance]: clockSkewSeconds },
      clientSecret === undefined ? None() : clientAuthentication(server, clientSecret),
    )
    configuration[customFetch] = fetch
    configuration.timeout = 10
    return configuration
  }

  return {
    fetch,
    async configuration() {
      if (failure !== undefined && Date.now() - failure.at < pauseMs) throw failure.problem
      found ??= discover()
      try {
        return await found
      } catch (cause) {
        found = undefined
        failure = { at: Date.now(), problem: providerSilent(issuer, cause) }
        throw failure.problem
      }
    },
  }
}

/** OpenID Connect Core 9: without a list, a provider takes `client_secret_basic`. */
function clientAuthentication(server: Readonly<ServerMetadata>, secret: string) {
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}
