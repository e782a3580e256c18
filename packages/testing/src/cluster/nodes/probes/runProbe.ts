import type { Clock } from '../../clock/Clock.ts'
import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { Container, ProbeHandler } from '../Pod.ts'
import { runCommand } from './runCommand.ts'

export interface ProbeTarget {
  readonly clock: Clock
  readonly container: Container
  readonly running: RunningContainer
  readonly ip: string
  readonly timeoutMs: number
}

export interface ProbeResult {
  readonly isSuccess: boolean
  /** What a failure is reported with. */
  readonly output: string
}

/** Looks at a container once, as its probe says. Rejects when it could not look. */
export async function runProbe(handler: ProbeHandler, target: ProbeTarget): Promise<ProbeResult> {
  const { exec, httpGet, tcpSocket, grpc } = handler
  if (exec !== undefined) {
    const { exitCode, output } = await runCommand(exec.command, target)
    return { isSuccess: exitCode === 0, output }
  }
  if (httpGet !== undefined) return await getPage(httpGet, target)
  const port = portOf(tcpSocket?.port ?? grpc?.port ?? 0, target.container)
  const isOpen = target.running.site(port) !== undefined
  return { isSuccess: isOpen, output: isOpen ? '' : refused(target.ip, port) }
}

async function getPage(
  { path = '/', port: name, scheme = 'HTTP', host, httpHeaders = [] }: NonNullable<ProbeHandler['httpGet']>,
  { clock, container, running, ip, timeoutMs }: ProbeTarget,
): Promise<ProbeResult> {
  const port = portOf(name, container)
  const url = `${scheme.toLowerCase()}://${host ?? ip}:${port}${path.startsWith('/') ? '' : '/'}${path}`
  const site = running.site(port)
  if (site === undefined) return { isSuccess: false, output: `Get "${url}": ${refused(ip, port)}` }
  const headers = new Headers({ 'user-agent': 'kube-probe/1.34', accept: '*/*' })
  for (const { name: header, value } of httpHeaders) headers.append(header, value)
  const late = new AbortController()
  const response = await Promise.race([
    Promise.resolve(site(new Request(url, { headers }))),
    clock.sleep(timeoutMs, { signal: late.signal }).catch(() => undefined),
  ])
  late.abort()
  if (response === undefined) {
    const why = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
    return { isSuccess: false, output: `Get "${url}": ${why}` }
  }
  await response.body?.cancel()
  const isSuccess = response.status >= 200 && response.status < 400
  return { isSuccess, output: isSuccess ? '' : `HTTP probe failed with statuscode: ${response.status}` }
}

const refused = (ip: string, port: number) => `dial tcp ${ip}:${port}: connect: connection refused`

function portOf(port: number | string, { ports = [] }: Container): number {
  if (typeof port === 'number') return port
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port)
}
