import { authorizationOf, type GitCredentials } from './credentials.ts'

export interface GitEnvironmentOptions {
  /** Of the deployer: the path to programs, and how to reach the outside, are taken from it. */
  env: Readonly<Record<string, string | undefined>>
  /** Scheme, host and port of the repository: nothing else gets the credentials. */
  origin: string
  credentials?: GitCredentials | undefined
}

/** What Git may know of its surroundings: where programs are, proxies, and the certificates to trust. */
const passed = [
  'PATH',
  'GIT_EXEC_PATH',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
]

/**
 * Settings that no file of the machine or of a repository can change. A redirect is not followed: it would take the
 * credentials along. https://git-scm.com/docs/git-config
 */
const settings: Readonly<Record<string, string>> = {
  'http.followRedirects': 'false',
  'http.sslVerify': 'true',
  'http.lowSpeedLimit': '1000',
  'http.lowSpeedTime': '30',
  'credential.helper': '',
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'fetch.recurseSubmodules': 'false',
  'fetch.unpackLimit': '1',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'pack.threads': '1',
  'protocol.version': '2',
}

/** The environment variables of Git: credentials travel in them, never on a command line, which everybody can read. */
export function gitEnvironment({ env, origin, credentials }: GitEnvironmentOptions): Record<string, string> {
  const config = Object.entries(settings)
  if (credentials !== undefined) config.push([`http.${origin}/.extraHeader`, authorizationOf(credentials)])
  return {
    ...Object.fromEntries(passed.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    HOME: '/tmp',
    // What it says is told apart by its words.
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  }
}
