import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type WebSocketServerLike } from '@hono/node-server'
import type { WebSocketServer } from 'ws'
import { limitServer, serverOptionsOf } from '../limits/limitServer.ts'
import type { ProxyLimits } from '../limits/ProxyLimits.ts'
import { divertConnections, type Diversion } from './divertConnections.ts'
import { guardUpgrades, type UpgradeGuard } from './guardUpgrades.ts'

export interface ListenOptions {
  /** Answers a request; on a socket, bindings carry the Node objects. */
  fetch: (request: Request, bindings: object) => Response | Promise<Response>
  host: string
  /** 0 takes a free port. */
  port: number
  /** Answers upgrades. Whoever made it closes its sockets. */
  sockets: WebSocketServer
  limits: Readonly<ProxyLimits>
  /** Takes connections for other hosts. */
  diversion?: Diversion | undefined
}

export interface Listener {
  port: number
  /** Takes no more connections, lets running answers end for `graceMs`, then cuts what is left. Safe to call twice. */
  close(options: { graceMs: number }): Promise<void>
}

/**
 * Serves HTTP and WebSocket. `localhost` takes both loopback addresses, because browsers try either first and a
 * stranger on the other one would get what is meant for us.
 *
 * @throws the system's error, such as EADDRINUSE.
 */
export async function listen({ host, port, ...how }: ListenOptions): Promise<Listener> {
  const servers: BoundServer[] = []
  try {
    const [first, ...others] = addressesOf(host)
    servers.push(await bind(how, { host: first, port }))
    const actualPort = portOf(servers[0]?.server)
    for (const other of others) {
      const bound = await bind(how, { host: other, port: actualPort }).catch(ignoreMissingAddress)
      if (bound !== undefined) servers.push(bound)
    }
    let closing: Promise<void> | undefined
    return { port: actualPort, close: ({ graceMs }) => (closing ??= closeAll(servers, graceMs)) }
  } catch (error) {
    await closeAll(servers, 0)
    throw error
  }
}

interface BoundServer {
  server: Server
  upgrades: UpgradeGuard
  /** Connections that are not the server's own. */
  diverted: { destroy: () => void } | undefined
}

function addressesOf(host: string): [string, ...string[]] {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host.replace(/^\[(.*)\]$/, '$1')]
}

async function bind(
  { fetch, sockets, limits, diversion }: Omit<ListenOptions, 'host' | 'port'>,
  at: { host: string; port: number },
): Promise<BoundServer> {
  const server = createAdaptorServer({
    // The same object, because the adapter finds the upgrade by it.
    fetch: (request, bindings) => fetch(request, Object.assign(bindings, { ownsSocket: true })),
    overrideGlobalObjects: false,
    serverOptions: serverOptionsOf(limits),
    // Its options are typed without exactOptionalPropertyTypes in mind.
    websocket: { server: sockets as WebSocketServerLike },
  }) as Server
  limitServer(server, limits)
  const upgrades = guardUpgrades(server)
  const diverted = diversion && divertConnections(server, diversion)
  server.listen(at)
  await once(server, 'listening')
  return { server, upgrades, diverted }
}

/** A machine without IPv6 has no `::1` to listen on. */
function ignoreMissingAddress(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') throw error
}

function portOf(server: Server | undefined): number {
  return (server?.address() as AddressInfo).port
}

async function closeAll(servers: readonly BoundServer[], graceMs: number): Promise<void> {
  const closed = Promise.all(servers.map(({ server }) => closeServer(server)))
  for (const { diverted } of servers) diverted?.destroy()
  const cut = setTimeout(() => {
    for (const { server, upgrades } of servers) {
      upgrades.destroy()
      server.closeAllConnections()
    }
  }, graceMs)
  try {
    await closed
  } finally {
    clearTimeout(cut)
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  await closed
}
