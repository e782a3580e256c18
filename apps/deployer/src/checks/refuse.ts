import { DeployError, type DeployReason } from '../DeployError.ts'
import type { Fault } from './Fault.ts'

/** Which reason stands for several: the gravest. */
const gravest: readonly DeployReason[] = ['KindForbidden', 'NamespaceForbidden', 'HostForbidden', 'QuotaExceeded']
const maxListed = 12
/** Of all of them together, within what a result may say. */
const maxLength = 1900

/** Ends the deployment where there is a fault: with all of them. @throws DeployError */
export function refuse(faults: readonly Fault[]): void {
  const [first] = faults
  if (first === undefined) return
  const reason = gravest.find((one) => faults.some((fault) => fault.reason === one)) ?? first.reason
  const listed = faults.slice(0, maxListed)
  const lines = listed.map(({ message }) => shorten(message, Math.floor(maxLength / listed.length)))
  if (faults.length > maxListed) lines.push(`And ${faults.length - maxListed} more.`)
  throw new DeployError(lines.join('\n'), { reason })
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
