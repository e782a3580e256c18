// A Git server for tests, of Node.js and the `git` binary alone, so that it runs as a program in a pod too:
//   node git-server.mjs    (GIT_SERVER_PORT 8080, GIT_SERVER_HOST 0.0.0.0, GIT_SERVER_ROOT, GIT_SERVER_TOKEN)
// It serves http://host:port/<any>/<path>.git for reading. Below /private/ a password is needed: GIT_SERVER_TOKEN, with any name.
//   PUT /<path>.git  {"branch": "main", "files": {"a/b.yaml": "text", "gone.yaml": null}, "links": {"a": "b"}}
// makes a commit on the branch's last one, or on nothing where "orphan" is true, and answers {"commitSha": "…"}.
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'

const run = promisify(execFile)
const route =
  /^(\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.git)(\/info\/refs|\/git-upload-pack)?$/

const gitEnv = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Tests',
  GIT_AUTHOR_EMAIL: 'tests@example.com',
  GIT_COMMITTER_NAME: 'Tests',
  GIT_COMMITTER_EMAIL: 'tests@example.com',
}

/** See git-server.d.mts. */
export async function startGitServer(options = {}) {
  const { port = 0, host = '127.0.0.1', token } = options
  const root = options.root ?? (await mkdtemp(join(tmpdir(), 'git-server-')))
  const requests = []
  const context = {
    root,
    token,
    protocol: options.protocol ?? 2,
    config: options.config ?? {},
    turn: Promise.resolve(),
  }
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, authorization: request.headers.authorization })
    answer(request, response, context).catch((error) => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(`${error.message}\n`)
    })
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const url = `http://${host}:${server.address().port}`
  return {
    url,
    requests,
    async commit(path, change) {
      // One after the other: each commit stands on the one before.
      const turn = context.turn.then(() => commit(join(root, path), change))
      context.turn = turn.catch(() => undefined)
      return turn
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (options.root === undefined) await rm(root, { recursive: true, force: true })
    },
  }
}

async function answer(request, response, context) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (pathname === '/healthz') return void response.end('ok\n')
  const [, path, action] = route.exec(pathname) ?? []
  if (path === undefined || path.includes('..')) return void response.writeHead(404).end()
  if (path.startsWith('/private/') && !isAllowed(request, context)) {
    return void response.writeHead(401, { 'www-authenticate': 'Basic realm="tests"' }).end()
  }
  const folder = join(context.root, path)
  if (request.method === 'PUT' && action === undefined) {
    const change = JSON.parse(await text(request))
    const turn = context.turn.then(() => commit(folder, change))
    context.turn = turn.catch(() => undefined)
    const commitSha = await turn
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ commitSha }))
  }
  if (!(await exists(folder))) return void response.writeHead(404).end()
  const version = context.protocol === 2 ? (request.headers['git-protocol'] ?? '') : ''
  const config = Object.entries(context.config).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const advertises = request.method === 'GET' && action === '/info/refs'
  if (advertises && searchParams.get('service') !== 'git-upload-pack') return void response.writeHead(403).end()
  if (!advertises && !(request.method === 'POST' && action === '/git-upload-pack')) {
    return void response.writeHead(404).end()
  }
  const child = spawn(
    'git',
    [...config, 'upload-pack', '--stateless-rpc', ...(advertises ? ['--advertise-refs'] : []), folder],
    { env: { ...gitEnv, GIT_PROTOCOL: version }, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  response.on('close', () => child.kill())
  // upload-pack ends without reading on, where what is wanted is not there: its answer says so.
  child.stdin.on('error', () => undefined)
  const kind = advertises ? 'advertisement' : 'result'
  response.writeHead(200, {
    'content-type': `application/x-git-upload-pack-${kind}`,
    'cache-control': 'no-cache',
  })
  if (advertises && version !== 'version=2') response.write('001e# service=git-upload-pack\n0000')
  if (advertises) child.stdin.end()
  else if (request.headers['content-encoding'] === 'gzip') request.pipe(createGunzip()).pipe(child.stdin)
  else request.pipe(child.stdin)
  await pipeline(child.stdout, response)
}

function isAllowed(request, { token }) {
  const given = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined || token === undefined) return false
  return Buffer.from(given, 'base64').toString().split(':').slice(1).join(':') === token
}

async function commit(folder, { branch = 'main', files = {}, links = {}, submodules = {}, orphan = false }) {
  if (!(await exists(folder))) {
    await mkdir(folder, { recursive: true })
    await run('git', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder], { env: gitEnv })
  }
  const index = join(folder, `index-${randomUUID()}`)
  const git = async (args, input) => {
    const child = run('git', ['--git-dir', folder, ...args], { env: { ...gitEnv, GIT_INDEX_FILE: index } })
    // What is not read is not missed: most commands take nothing.
    child.child.stdin.on('error', () => undefined).end(input ?? '')
    return (await child).stdout.trim()
  }
  try {
    const ref = `refs/heads/${branch}`
    const last = orphan ? undefined : await git(['rev-parse', '--verify', '--quiet', ref]).catch(() => undefined)
    if (last !== undefined) await git(['read-tree', last])
    const blob = (content) => git(['hash-object', '-w', '--stdin'], content)
    const entries = []
    for (const [path, content] of Object.entries(files)) {
      entries.push(content === null ? `0 ${'0'.repeat(40)}\t${path}` : `100644 ${await blob(content)}\t${path}`)
    }
    for (const [path, target] of Object.entries(links)) entries.push(`120000 ${await blob(target)}\t${path}`)
    for (const [path, sha] of Object.entries(submodules)) entries.push(`160000 ${sha}\t${path}`)
    await git(['update-index', '--add', '-z', '--index-info'], entries.map((entry) => `${entry}\0`).join(''))
    const tree = await git(['write-tree'])
    const sha = await git(['commit-tree', tree, ...(last === undefined ? [] : ['-p', last]), '-m', `Change ${branch}`])
    await git(['update-ref', ref, sha])
    return sha
  } finally {
    await rm(index, { force: true })
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { GIT_SERVER_PORT = '8080', GIT_SERVER_HOST = '0.0.0.0', GIT_SERVER_ROOT, GIT_SERVER_TOKEN } = process.env
  const server = await startGitServer({
    port: Number(GIT_SERVER_PORT),
    host: GIT_SERVER_HOST,
    root: GIT_SERVER_ROOT,
    token: GIT_SERVER_TOKEN,
  })
  console.log(`Git is served at ${server.url}`)
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server[Symbol.asyncDispose]().then(() => process.exit(0)))
  }
}
