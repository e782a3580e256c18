import type { ServerResponse } from 'node:http'
import { answerJson, answerStatus } from './startApiServer.ts'
import { startWatchServer, type WatchServer } from './startWatchServer.ts'

interface Line {
  time: string
  text: string
}

interface Run {
  id: string
  /** What the present file holds; rotation empties it. */
  file: Line[]
  startedAt: string
  finishedAt?: string
  exitCode?: number
  /** Without a newline at its end. */
  rest?: Line
}

interface ContainerState {
  runs: Run[]
  waiting?: string | undefined
  followers: Set<{ run: Run; response: ServerResponse; deaf: boolean }>
}

export interface LogRequest {
  pod: string
  query: Record<string, string>
}

export type LogAnswer = (request: LogRequest, response: ServerResponse) => void

/** An API server with pods in the namespace `web`, and a kubelet behind it that keeps their logs as a real one does. */
export interface LogServer extends WatchServer {
  readonly logRequests: LogRequest[]
  /** Names of pods that were asked for one by one. */
  readonly gets: string[]
  /** Takes the next log requests instead of the kubelet. */
  readonly nextLogs: LogAnswer[]
  /** What all responses so far have written, in bytes. */
  readonly served: { bytes: number }
  addPod(
    name: string,
    options?: { containers?: string[]; labels?: Record<string, string>; restartPolicy?: string },
  ): void
  removePod(name: string): void
  start(target: string): void
  /** Takes a line; its time is one millisecond after the last unless given. */
  log(target: string, text: string, time?: string): string
  /** Ends the present run. */
  exit(target: string, options?: { exitCode?: number; rest?: string; waiting?: string; reported?: boolean }): void
  /** Begins a new file; followers of the old one may hear nothing more. */
  rotate(target: string, options?: { silencing?: boolean }): void
  /** Answers as the kubelet would. */
  answerLog: LogAnswer
  /** Cuts every connection. */
  cutAll(): void
  /** Cuts all connections of logs. */
  cutLogs(): void
  /** Ends all responses of logs as if all had been said, which the API server does when it loses the kubelet. */
  endLogs(): void
  /** Tells the API server what the kubelet knows. */
  report(pod: string): void
  followers(target: string): number
}

/** `target` is always `pod/container`. `pods` are there from the first request on. */
export async function startLogServer(options: { port?: number; pods?: string[] } = {}): Promise<LogServer> {
  const pods = new Map<
    string,
    { labels: Record<string, string>; restartPolicy: string; containers: Map<string, ContainerState> }
  >()
  const logRequests: LogRequest[] = []
  const gets: string[] = []
  const nextLogs: LogAnswer[] = []
  const served = { bytes: 0 }
  let clock = Date.parse('2026-01-01T00:00:00Z')
  let ids = 0
  const now = () => new Date(clock).toISOString().replace('Z', '000000Z')

  const containerOf = (target: string): ContainerState => {
    const [pod = '', container = ''] = target.split('/')
    const state = pods.get(pod)?.containers.get(container)
    if (!state) throw new Error(`There is no ${target}.`)
    return state
  }
  const runOf = (target: string): Run => {
    const run = containerOf(target).runs.at(-1)
    if (!run) throw new Error(`${target} has not started.`)
    return run
  }
  const write = (response: ServerResponse, text: string) => {
    served.bytes += Buffer.byteLength(text)
    return response.write(text)
  }

  const report = (name: string) => {
    const pod = pods.get(name)
    if (!pod) return
    const second = (time: string) => `${time.slice(0, 19)}Z`
    const terminated = (run: Run | undefined) =>
      run?.finishedAt && {
        terminated: {
          containerID: run.id,
          exitCode: run.exitCode,
          startedAt: second(run.startedAt),
          finishedAt: second(run.finishedAt),
        },
      }
    const containerStatuses = [...pod.containers].map(([container, { runs, waiting }]) => {
      const [before, run] = [runs.at(-2), runs.at(-1)]
      const isRunning = run && !run.finishedAt && !waiting
      const state = waiting
        ? { waiting: { reason: waiting } }
        : isRunning
          ? { running: { startedAt: second(run.startedAt) } }
          : (terminated(run) ?? { waiting: { reason: 'ContainerCreating' } })
      return {
        name: container,
        containerID: run?.id,
        ready: isRunning ?? false,
        restartCount: Math.max(runs.length - 1, 0),
        state,
        lastState: (waiting ? terminated(run) : terminated(before)) ?? {},
      }
    })
    const containers = [...pod.containers.keys()].map((container) => ({ name: container }))
    server.put(name, {
      labels: pod.labels,
      kind: 'Pod',
      spec: { containers, restartPolicy: pod.restartPolicy },
      status: { phase: 'Running', containerStatuses },
    })
  }

  const answerLog: LogAnswer = ({ pod, query }, response) => {
    const state = pods.get(pod)?.containers.get(query['container'] ?? '')
    if (!state) return answerStatus(response, { code: 404, reason: 'NotFound', message: `pods "${pod}" not found` })
    const run = state.runs.at(query['previous'] === 'true' ? -2 : -1)
    if (!run) return answerStatus(response, { code: 400, reason: 'BadRequest', message: 'waiting to start' })
    response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders()
    const since = (query['sinceTime'] ?? '').slice(0, 19)
    const tail =
      query['tailLines'] === undefined ? run.file : run.file.slice(run.file.length - Number(query['tailLines']))
    for (const { time, text } of tail) if (time.slice(0, 19) >= since) write(response, `${time} ${text}\n`)
    if (query['follow'] === 'true' && !run.finishedAt) {
      const follower = { run, response, deaf: false }
      state.followers.add(follower)
      response.once('close', () => state.followers.delete(follower))
      return
    }
    if (run.rest) write(response, `${run.rest.time} ${run.rest.text}`)
    response.end()
  }

  const server = await startWatchServer({
    port: options.port,
    isWatched: (path) => path === '/api/v1/namespaces/web/pods',
    otherwise(request, response) {
      const url = new URL(request.url ?? '/', 'http://test')
      const [, pod = '', subresource] = /^\/api\/v1\/namespaces\/web\/pods\/([^/]+)(\/log)?$/.exec(url.pathname) ?? []
      if (!subresource) {
        gets.push(pod)
        const object = server.objects.get(pod)
        return object ? answerJson(response, object) : answerStatus(response, { code: 404, reason: 'NotFound' })
      }
      const asked = { pod, query: Object.fromEntries(url.searchParams) }
      logRequests.push(asked)
      const answer = nextLogs.shift() ?? answerLog
      answer(asked, response)
    },
  })

  const addPod: LogServer['addPod'] = (name, { containers = ['main'], labels = {}, restartPolicy = 'Always' } = {}) => {
    const states = containers.map(
      (container) => [container, { runs: [], followers: new Set() }] as [string, ContainerState],
    )
    pods.set(name, { labels, restartPolicy, containers: new Map(states) })
    report(name)
  }
  for (const name of options.pods ?? []) addPod(name)
  const everyFollower = () =>
    [...pods.values()].flatMap(({ containers }) => [...containers.values()].flatMap(({ followers }) => [...followers]))

  return {
    ...server,
    logRequests,
    gets,
    nextLogs,
    served,
    addPod,
    removePod(name) {
      pods.delete(name)
      server.remove(name)
    },
    start(target) {
      const state = containerOf(target)
      state.waiting = undefined
      clock += 1000
      state.runs.push({ id: `containerd://${++ids}`, file: [], startedAt: now() })
      report(target.split('/')[0] ?? '')
    },
    log(target, text, time) {
      clock = time === undefined ? clock + 1 : Math.max(clock, Date.parse(time))
      const run = runOf(target)
      const line = { time: time ?? now(), text }
      run.file.push(line)
      for (const { run: followed, response, deaf } of containerOf(target).followers) {
        if (followed === run && !deaf) write(response, `${line.time} ${text}\n`)
      }
      return line.time
    },
    exit(target, { exitCode = 1, rest, waiting, reported = true } = {}) {
      const state = containerOf(target)
      const run = runOf(target)
      clock += 1
      if (rest !== undefined) run.rest = { time: now(), text: rest }
      run.finishedAt = now()
      run.exitCode = exitCode
      state.waiting = waiting
      for (const follower of state.followers) {
        if (follower.run !== run) continue
        if (run.rest && !follower.deaf) write(follower.response, `${run.rest.time} ${run.rest.text}`)
        follower.response.end()
        state.followers.delete(follower)
      }
      if (reported) report(target.split('/')[0] ?? '')
    },
    rotate(target, { silencing = false } = {}) {
      const state = containerOf(target)
      runOf(target).file = []
      if (silencing) for (const follower of state.followers) follower.deaf = true
    },
    answerLog,
    cutAll() {
      for (const socket of server.sockets) socket.resetAndDestroy()
    },
    cutLogs() {
      for (const { response } of everyFollower()) response.socket?.resetAndDestroy()
    },
    endLogs() {
      for (const { response } of everyFollower()) response.end()
      for (const { containers } of pods.values()) for (const { followers } of containers.values()) followers.clear()
    },
    report,
    followers: (target) => containerOf(target).followers.size,
  }
}
