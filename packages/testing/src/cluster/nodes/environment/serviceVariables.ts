import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'

type Service = KubernetesObject & {
  spec?: { clusterIP?: string; ports?: { name?: string; port: number; protocol?: string }[] }
}

const apiServer = { host: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP' }] }

/** The variables by which a container finds services, as Docker's links once did. */
export function serviceVariables(
  api: ApiOperations,
  { namespace, isWanted }: { namespace: string; isWanted: boolean },
): Record<string, string> {
  const variables = describe('kubernetes', apiServer.host, apiServer.ports)
  if (!isWanted) return variables
  for (const { metadata, spec } of api.list('services', { namespace }) as Service[]) {
    const { clusterIP = 'None', ports = [] } = spec ?? {}
    if (clusterIP === 'None' || clusterIP === '' || metadata.name === 'kubernetes') continue
    Object.assign(variables, describe(metadata.name, clusterIP, ports))
  }
  return variables
}

function describe(
  service: string,
  host: string,
  ports: readonly { name?: string; port: number; protocol?: string }[],
): Record<string, string> {
  const name = service.toUpperCase().replaceAll('-', '_')
  const [first] = ports
  if (first === undefined) return {}
  const variables: Record<string, string> = {
    [`${name}_SERVICE_HOST`]: host,
    [`${name}_SERVICE_PORT`]: String(first.port),
    [`${name}_PORT`]: `${(first.protocol ?? 'TCP').toLowerCase()}://${host}:${first.port}`,
  }
  for (const { name: portName, port, protocol = 'TCP' } of ports) {
    const prefix = `${name}_PORT_${port}_${protocol}`
    if (portName) variables[`${name}_SERVICE_PORT_${portName.toUpperCase().replaceAll('-', '_')}`] = String(port)
    variables[prefix] = `${protocol.toLowerCase()}://${host}:${port}`
    variables[`${prefix}_PROTO`] = protocol.toLowerCase()
    variables[`${prefix}_PORT`] = String(port)
    variables[`${prefix}_ADDR`] = host
  }
  return variables
}
