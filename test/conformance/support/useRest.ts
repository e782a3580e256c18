import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Environment, Problem, Project } from '@catalyst/api'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, type AuditRecord, type Identity, type Proxy, type ProxyOptions } from '@catalyst/proxy'
import { afterAll, beforeAll } from 'vitest'
import { startTestCluster, type TestCluster, type TestClusterOptions } from '../../cluster/startTestCluster.ts'
import { installDefinitions } from './installDefinitions.ts'

export interface RestCall {
  method?: string | undefined
  /** Sent as JSON, a text as it is. */
  body?: unknown
  headers?: Record<string, string> | undefined
}

export interface RestAnswer<TBody> {
  status: number
  headers: Headers
  body: TBody
}

/** The REST surface in front of the cluster under test. */
export interface Rest {
  readonly cluster: TestCluster
  readonly proxy: Proxy
  readonly url: string
  /** A team of this file's own, and the namespace of its project `shop`. */
  readonly team: string
  readonly home: string
  readonly audited: readonly AuditRecord[]
  /** Asks under `/api/v1`. */
  call<TBody = Problem>(path: string, call?: RestCall): Promise<RestAnswer<TBody>>
  /** Creates an environment of the project `shop`, in its home. */
  environment(name: string, spec?: object, labels?: Record<string, string>): Promise<Environment>
  project(name: string, spec?: object): Promise<Project>
  /** Writes a status, as the operator does. */
  status(kind: 'environment' | 'project', name: string, status: object): Promise<void>
  kubectl(...args: string[]): Promise<string>
}

export interface RestNeeds extends TestClusterOptions {
  /** Whether Catalyst's kinds are installed. @default true */
  definitions?: boolean | undefined
  options?: Partial<ProxyOptions> | undefined
}

/** Starts the proxy in front of the cluster under test, while the tests of a file run, with the rights of an administrator. */
export function useRest({ definitions = true, options, ...needs }: RestNeeds = {}): Rest {
  const team = `team-${randomBytes(4).toString('hex')}`
  const audited: AuditRecord[] = []
  let started: { cluster: TestCluster; proxy: Proxy; url: string } | undefined
  const there = () => {
    if (started === undefined) throw new Error('The proxy is there while tests and their hooks run, not before.')
    return started
  }
  const kubectl = (...args: string[]) => there().cluster.kubectl(args)

  beforeAll(async () => {
    const cluster = await startTestCluster({ node: false, ...needs })
    if (definitions) await installDefinitions(cluster)
    const proxy = createProxy({
      clusters: await registryOf(cluster),
      authenticate: async () => administrator,
      audit: {
        write: (record) => audited.push(record),
        health: () => ({ state: 'ok', queued: 0, written: 0, dropped: 0 }),
      },
      ...options,
    })
    const { url } = await proxy.listen({ port: 0 })
    await proxy.ready
    started = { cluster, proxy, url }
  })
  afterAll(async () => {
    const { cluster, proxy } = there()
    await proxy[Symbol.asyncDispose]()
    await kubectl('delete', 'namespace', team, `${team}-shop`, '--ignore-not-found', '--wait=false')
    await cluster[Symbol.asyncDispose]()
  })

  async function call<TBody>(path: string, { method = 'GET', body, headers = {} }: RestCall = {}) {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(`${there().url}/api/v1${path}`, {
      method,
      headers: { ...json, ...headers },
      ...(sent !== undefined && { body: sent }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: (text && JSON.parse(text)) as TBody }
  }

  async function create<TObject>(path: string, body: object): Promise<TObject> {
    const answer = await call<TObject>(path, { method: 'POST', body })
    if (answer.status !== 201) throw new Error(`${path} is answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  return {
    get cluster() {
      return there().cluster
    },
    get proxy() {
      return there().proxy
    },
    get url() {
      return there().url
    },
    team,
    home: `${team}-shop`,
    audited,
    call,
    kubectl,
    environment: (name, spec, labels) =>
      create<Environment>('/clusters/-/environments', {
        metadata: { name, ...(labels && { labels }) },
        spec: { projectRef: { name: 'shop', namespace: team }, ...spec },
      }),
    project: (name, spec) =>
      create<Project>('/clusters/-/projects', {
        metadata: { name, namespace: team },
        spec: {
          sources: [{ name: 'web', repositoryUrl: 'https://git.example.com/shop.git', branch: 'main' }],
          ...spec,
        },
      }),
    async status(kind, name, status) {
      const namespace = kind === 'environment' ? `${team}-shop` : team
      const patch = ['--subresource=status', '--type=merge', `--patch=${JSON.stringify({ status })}`]
      await kubectl('patch', `${kind}s.catalyst.catalyst.dev`, name, `--namespace=${namespace}`, ...patch)
    },
  }
}

const administrator: Identity = { subject: 'admin', groups: [], teams: [], impersonate: false, credential: 'bearer' }

/** One cluster, called TEST. */
export async function registryOf({ kubeconfig }: Pick<TestCluster, 'kubeconfig'>) {
  const KUBECONFIG_TEST = (await readFile(kubeconfig)).toString('base64')
  return createClusterRegistry({ env: { KUBECONFIG_TEST }, inDocker: false })
}
