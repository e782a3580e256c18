import { FileError } from '../../files/FileError.ts'
import { baseName } from '../../files/paths.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { toBytes } from '../../streams/text.ts'
import { readBytes } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { isOwnName } from './names.ts'

/** Why a request to a site of this container got no answer. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  readonly kind: 'host' | 'refused'

  constructor(kind: NoAnswer['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

/** Asks a site of this container itself; nothing else can be reached from inside. */
async function request(context: CommandContext, url: URL, init: RequestInit): Promise<Response> {
  if (!isOwnName(context, url.hostname)) throw new NoAnswer('host', url.hostname)
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)
  const site = context.machine.site(port)
  if (site === undefined) throw new NoAnswer('refused', `${url.hostname}:${port}`)
  return site(new Request(url, { ...init, signal: context.signal }))
}

function toUrl(text: string): URL | undefined {
  return URL.parse(/^\w+:\/\//.test(text) ? text : `http://${text}`) ?? undefined
}

export const wget: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'qO:SP:T:t:cU:',
    long: {
      quiet: 'q',
      'output-document': 'O',
      header: 'H',
      'post-data': 'D',
      spider: 's',
      timeout: 'T',
      tries: 't',
      'no-check-certificate': 'c',
    },
  })
  const url = toUrl(options.rest[0] ?? '')
  if (options.rest.length === 0 || url === undefined) {
    await context.warn(options.rest.length === 0 ? 'missing URL' : `not an http or ftp url: ${options.rest[0] ?? ''}`)
    return 1
  }
  const say = (text: string) => (options.has('q') ? undefined : context.stderr.write(toBytes(`${text}\n`)))
  try {
    await say(`Connecting to ${url.host} (127.0.0.1:${url.port === '' ? '80' : url.port})`)
    const post = options.value('D')
    const response = await request(context, url, post === undefined ? {} : { method: 'POST', body: post })
    if (!response.ok) {
      await context.warn(`server returned error: HTTP/1.1 ${response.status} ${response.statusText}`)
      return 1
    }
    const body = new Uint8Array(await response.arrayBuffer())
    const name = options.value('O') ?? (baseName(url.pathname) === '/' ? 'index.html' : baseName(url.pathname))
    if (options.has('s')) return 0
    if (name === '-') await context.stdout.write(body)
    else {
      context.files.write(context.path(name), body)
      await say(`saving to '${name}'\n'${name}' saved`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    await context.warn(
      error.kind === 'host' ? `bad address '${error.message}'` : `can't connect to remote host: Connection refused`,
    )
    return 1
  }
}

const curlLong = {
  silent: 's',
  'show-error': 'S',
  request: 'X',
  header: 'H',
  data: 'd',
  output: 'o',
  include: 'i',
  head: 'I',
  fail: 'f',
  location: 'L',
  verbose: 'v',
  'write-out': 'w',
  insecure: 'k',
  'max-time': 'm',
  'connect-timeout': 'm',
  'data-raw': 'd',
  user: 'u',
  json: 'd',
  'user-agent': 'A',
}

export const curl: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'sSX:H:d:o:OiIfLvw:km:u:A:', long: curlLong })
  const url = toUrl(options.rest[0] ?? '')
  const fail = async (code: number, message: string) => {
    if (!options.has('s') || options.has('S')) await context.stderr.write(toBytes(`curl: (${code}) ${message}\n`))
    return code
  }
  if (url === undefined || options.rest.length === 0)
    return fail(
      options.rest.length === 0 ? 2 : 3,
      options.rest.length === 0 ? 'no URL specified' : 'URL rejected: Malformed input to a URL function',
    )
  const headers = new Headers(
    options
      .values('H')
      .map((header): [string, string] => [
        header.split(':')[0]?.trim() ?? '',
        header.slice(header.indexOf(':') + 1).trim(),
      ]),
  )
  const data =
    options.value('d') === '@-'
      ? await readBytes(context, context.input)
      : options.has('d')
        ? options.values('d').join('&')
        : undefined
  const method = options.value('X') ?? (options.has('I') ? 'HEAD' : data === undefined ? 'GET' : 'POST')
  try {
    const response = await request(context, url, {
      method,
      headers,
      ...(data === undefined ? {} : { body: data as NonNullable<RequestInit['body']> }),
    })
    if (options.has('f') && !response.ok) return await fail(22, `The requested URL returned error: ${response.status}`)
    const body = method === 'HEAD' ? new Uint8Array() : new Uint8Array(await response.arrayBuffer())
    const head = `HTTP/1.1 ${response.status} ${response.statusText}\r\n${[...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
    if (options.has('v'))
      await context.stderr.write(
        toBytes(
          `> ${method} ${url.pathname}${url.search} HTTP/1.1\n> Host: ${url.host}\n>\n${head.replace(/^/gm, '< ').replaceAll('\r', '')}`,
        ),
      )
    const output = options.value('o') ?? (options.has('O') ? baseName(url.pathname) : undefined)
    if (options.has('i') || options.has('I')) await context.print(head)
    if (output === undefined || output === '-') await context.stdout.write(body)
    else if (output !== '/dev/null') context.files.write(context.path(output), body)
    const format = options.value('w')?.replaceAll('%{http_code}', String(response.status)).replaceAll('\\n', '\n')
    if (format !== undefined)
      await context.print(format.replace(/%\{size_download\}/g, String(body.length)).replace(/%\{\w+\}/g, ''))
    return 0
  } catch (error) {
    if (error instanceof FileError) return fail(23, 'Failure writing output to destination')
    if (!(error instanceof NoAnswer)) throw error
    return error.kind === 'host'
      ? fail(6, `Could not resolve host: ${error.message}`)
      : fail(7, `Failed to connect to ${error.message.replace(':', ' port ')} after 0 ms: Could not connect to server`)
  }
}
