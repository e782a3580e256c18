import { isIP } from 'node:net'
import type { Environment } from '@marcbachmann/cel-js'

const name = 'kubernetes.URL'

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
export function registerNetworkFunctions(environment: Environment): void {
  environment
    .registerType(name, { ctor: URL, fields: {} })
    .registerFunction(`url(string): ${name}`, (text: string) => new URL(text))
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text))
    .registerFunction(`${name}.getScheme(): string`, (url: URL) => url.protocol.slice(0, -1))
    .registerFunction(`${name}.getHost(): string`, (url: URL) => url.host)
    .registerFunction(`${name}.getHostname(): string`, (url: URL) => url.hostname)
    .registerFunction(`${name}.getPort(): string`, (url: URL) => url.port)
    .registerFunction(`${name}.getEscapedPath(): string`, (url: URL) => url.pathname)
    .registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0)
    .registerFunction('isCIDR(string): bool', isCidr)
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/')
  const version = isIP(address)
  return version !== 0 && more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
}
