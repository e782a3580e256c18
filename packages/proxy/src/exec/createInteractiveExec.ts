import { execSubprotocol, type ExecStatus } from '@catalyst/api'
import { upgradeWebSocket } from '@hono/node-server'
import type { Context } from 'hono'
import type { WebSocket } from 'ws'
import { watchRight } from '../access/watchRight.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { AuditRecord } from '../audit/AuditRecord.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { isUpgrade } from '../site/writeGate.ts'
import { toExecStatus } from './describeExecFailure.ts'
import { ExecSession, type SessionEnd } from './ExecSession.ts'
import { ExecSessions, type SessionKey } from './ExecSessions.ts'
import { ExecSocket } from './ExecSocket.ts'
import { execReview, requireContainer, requireExecRight, type ExecQuery, type ExecTarget } from './ExecTarget.ts'
import { openUpstream, type ExecRequest, type ExecUpstream } from './ExecUpstream.ts'
import { expiredStatus, failureStatus, shutdownStatus } from './statuses.ts'

/** Answers a GET of an exec path: an upgrade, or a problem that says why not. */
export type InteractiveExec = (
  c: Context<ProxyEnv>,
  pod: { namespace: string; pod: string },
  query: ExecQuery,
) => Promise<Response>

export interface InteractiveExecOptions {
  /** How long a session outlives its socket. @default 60_000 */
  holdMs?: number | undefined
  /** How often the caller's right is asked again. @default 60_000 */
  recheckMs?: number | undefined
  /** Time between pings. @default 20_000 */
  pingMs?: number | undefined
  /** Runs a command. @default in the cluster */
  open?: ((request: ExecRequest) => Promise<ExecUpstream>) | undefined
}

interface LiveSession {
  session: ExecSession
  stopWatching(): void
}

/** What a connection is about, for the audit log. */
type Subject = Omit<AuditRecord, 'operation'>

/** Makes the handler of interactive exec, with the sessions that clients may come back to; they end with the proxy. */
export function createInteractiveExec(context: ProxyContext, options: InteractiveExecOptions = {}): InteractiveExec {
  const { holdMs = 60_000, recheckMs, pingMs, open = openUpstream } = options
  const held = new ExecSessions<LiveSession>()
  const live = new Set<LiveSession>()
  context.signal.addEventListener('abort', () => live.forEach(({ session }) => session.end(shutdownStatus, 1001)), {
    once: true,
  })

  async function prepare(c: Context<ProxyEnv>, target: ExecTarget, query: ExecQuery) {
    const { namespace, pod } = target
    const caller = await requireExecRight(context, c, target)
    const { cluster, identity } = caller
    const id = query.session
    const key: SessionKey | undefined =
      id === undefined
        ? undefined
        : { namespace, pod, container: query.container, cluster, subject: identity.subject, id }
    // A session whose command has ended meanwhile still owes its client the end of the output.
    const resumes = key !== undefined && held.get(key) !== undefined
    const container = resumes ? undefined : await requireContainer(caller, target)
    if (!resumes) context.limiter.shells.admit(identity)
    if (!isUpgrade(c)) {
      throw new ProblemError(
        'UPGRADE_REQUIRED',
        'This is a WebSocket: a command can be run here, with an upgrade to one.',
        {
          headers: { upgrade: 'websocket' },
        },
      )
    }
    requireSubprotocol(c)
    return { caller, key, container }
  }

  function begin(request: Omit<ExecRequest, 'signal'>, key: SessionKey | undefined, about: Subject): LiveSession {
    const leavePlace = context.limiter.shells.take(request.caller.identity)
    const gauge = context.metrics.shellOpened()
    const startedAt = performance.now()
    const audited = { ...about, command: request.query.command, container: request.container }
    const session = new ExecSession({
      connect: (signal) => open({ ...request, signal }),
      describeFailure: toExecStatus,
      holdMs: key ? holdMs : 0,
      onBytes: (direction, count) => context.metrics.shellBytes(direction, count),
      onHold(end) {
        gauge.become('held')
        const stopCounting = context.limiter.hold(end)
        return () => {
          stopCounting()
          gauge.become('attached')
        }
      },
      onEnd(end) {
        one.stopWatching()
        leavePlace()
        gauge.end()
        live.delete(one)
        if (key) held.delete(key, one)
        context.lastWork.add(leave(end, { ...audited, durationMs: Math.round(performance.now() - startedAt) }))
      },
    })
    const one: LiveSession = { session, stopWatching: () => undefined }
    live.add(one)
    if (key) held.set(key, one)
    context.audit({ ...audited, operation: 'openExec', status: 101 })
    return one
  }

  async function leave({ status, bytesIn, bytesOut, upstream }: SessionEnd, audited: Subject): Promise<void> {
    const left = await upstream?.end().catch(() => 'How the command ended is not known.')
    const why =
      status.status === 'Success' ? 'Ended.' : `Ended: ${status.reason ?? status.message ?? 'no reason is known'}.`
    const note = [why, left].filter(Boolean).join(' ')
    context.audit({ ...audited, operation: 'openExec.end', bytesIn, bytesOut, note })
  }

  function attach(raw: WebSocket, one: LiveSession, query: ExecQuery): void {
    const socket: ExecSocket = new ExecSocket(
      raw,
      {
        onFrame: (frame) => one.session.receive(socket, frame),
        onDrain: () => one.session.drained(),
        onClose: (code) => one.session.detach(socket, code),
      },
      { pingMs },
    )
    one.session.attach(socket, { received: query.received ?? 0, ack: query.ack === true })
  }

  return async function openInteractive(c, { namespace, pod }, query) {
    const target: ExecTarget = { namespace, pod, container: query.container }
    const about: Subject = {
      requestId: c.get('requestId'),
      subject: c.get('identity')?.subject ?? '',
      cluster: c.req.param('cluster') ?? '-',
      namespace,
      name: pod,
    }
    c.set('target', { container: query.container, command: query.command })
    const { caller, key, container } = await prepare(c, target, query)
    const { identity, cluster } = caller

    function onOpen(raw: WebSocket): void {
      // Asked once more: since the gate the session may have ended, or another connection may have begun it.
      const known = key && held.get(key)
      if (known === undefined && query.received !== undefined) return refuse(raw, expiredStatus)
      let one: LiveSession
      try {
        one = known ?? begin({ ...target, container, caller, query }, key, { ...about, cluster })
      } catch (error) {
        // Others took the last places since the gate.
        return refuse(raw, failureStatus('RateLimited', toProblemError(error).message))
      }
      one.stopWatching()
      one.stopWatching = watchRight(
        context,
        { identity, cluster, review: execReview(target), intervalMs: recheckMs },
        (lost) =>
          one.session.end(failureStatus(lost.code === 'UNAUTHORIZED' ? 'Unauthorized' : 'Forbidden', lost.message)),
      )
      attach(raw, one, query)
      if (context.signal.aborted) one.session.end(shutdownStatus, 1001)
    }

    const upgrade = upgradeWebSocket(() => ({ onOpen: (_event, { raw }) => onOpen(raw as WebSocket) }))
    return (await upgrade(c as Parameters<typeof upgrade>[0], async () => undefined)) as Response
  }
}

function refuse(raw: WebSocket, status: ExecStatus): void {
  const ignore = () => undefined
  new ExecSocket(raw, { onFrame: ignore, onDrain: ignore, onClose: ignore }).end(status)
}

/** @throws ProblemError INVALID_INPUT, because without a common subprotocol no byte would be understood. */
function requireSubprotocol(c: Context<ProxyEnv>): void {
  const offered = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((name) => name.trim())
  if (!offered.includes(execSubprotocol)) {
    throw new ProblemError('INVALID_INPUT', `The WebSocket has to offer the subprotocol ${execSubprotocol}.`)
  }
}
