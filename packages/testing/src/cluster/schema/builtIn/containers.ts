import type { FieldError } from '../../objects/FieldError.ts'
import { parseQuantity } from '../../objects/quantity.ts'
import { invalidValue, notFoundField, required } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { labelError } from '../names.ts'
import { type Fields, fieldsOf, isEmpty, listOf } from './BuiltInValidator.ts'

/** What is wrong with a container, given the names of its pod's volumes. */
export function validateContainer(container: Fields, path: string, volumes: ReadonlySet<unknown>): FieldError[] {
  const { name, image } = container
  const errors: FieldError[] = []
  const nameError = typeof name === 'string' && name !== '' ? labelError(name) : undefined
  if (isEmpty(name)) errors.push(required(`${path}.name`))
  if (nameError !== undefined) errors.push(invalidValue(`${path}.name`, name, nameError))
  if (isEmpty(image)) errors.push(required(`${path}.image`))
  else if (typeof image === 'string' && image.trim() !== image) {
    errors.push(invalidValue(`${path}.image`, image, 'must not have leading or trailing whitespace'))
  }
  errors.push(...validatePorts(container, path), ...validateEnv(container, path))
  for (const [index, mount] of listOf(container, 'volumeMounts').entries()) {
    const at = entryPath(`${path}.volumeMounts`, index)
    if (isEmpty(mount['name'])) errors.push(required(`${at}.name`))
    else if (!volumes.has(mount['name'])) errors.push(notFoundField(`${at}.name`, mount['name']))
    if (isEmpty(mount['mountPath'])) errors.push(required(`${at}.mountPath`))
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (container[probe] !== undefined) errors.push(...validateProbe(fieldsOf(container, probe), `${path}.${probe}`))
  }
  return [...errors, ...validateResources(fieldsOf(container, 'resources'), `${path}.resources`)]
}

const portRule = 'must be between 1 and 65535, inclusive'

/** What is wrong with a port, by number. */
export function validatePortNumber(port: unknown, path: string): FieldError[] {
  return typeof port === 'number' && (port < 1 || port > 65_535) ? [invalidValue(path, port, portRule)] : []
}

function validatePorts(container: Fields, path: string): FieldError[] {
  return listOf(container, 'ports').flatMap(({ name, containerPort }, index) => {
    const at = entryPath(`${path}.ports`, index)
    const nameError = typeof name === 'string' && name !== '' ? portNameError(name) : undefined
    return [
      ...(nameError === undefined ? [] : [invalidValue(`${at}.name`, name, nameError)]),
      ...(isEmpty(containerPort) || containerPort === 0
        ? [required(`${at}.containerPort`)]
        : validatePortNumber(containerPort, `${at}.containerPort`)),
    ]
  })
}

function portNameError(name: string): string | undefined {
  if (name.length > 15) return 'must be no more than 15 characters'
  if (!/^[-a-z0-9]+$/.test(name)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'
  if (!/[a-z]/.test(name)) return 'must contain at least one letter (a-z)'
  return name.includes('--') ? 'must not contain consecutive hyphens' : undefined
}

function validateEnv(container: Fields, path: string): FieldError[] {
  const rule = "a valid environment variable name must consist only of printable ASCII characters other than '='"
  return listOf(container, 'env').flatMap(({ name }, index) => {
    const at = `${entryPath(`${path}.env`, index)}.name`
    if (isEmpty(name)) return [required(at)]
    return typeof name === 'string' && !/^[ -<>-~]+$/.test(name) ? [invalidValue(at, name, rule)] : []
  })
}

function validateProbe(probe: Fields, path: string): FieldError[] {
  const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'].filter((handler) => probe[handler] !== undefined)
  if (handlers.length === 0) return [required(path, 'must specify a handler type')]
  return ['httpGet', 'tcpSocket'].flatMap((handler) => {
    return validatePortNumber(fieldsOf(probe, handler)['port'], `${path}.${handler}.port`)
  })
}

function validateResources(resources: Fields, path: string): FieldError[] {
  const limits = fieldsOf(resources, 'limits')
  const requests = fieldsOf(resources, 'requests')
  const errors = [...validateAmounts(limits, `${path}.limits`), ...validateAmounts(requests, `${path}.requests`)]
  for (const [name, amount] of Object.entries(requests)) {
    const limit = limits[name]
    if (limit === undefined || (parseQuantity(amount) ?? 0) <= (parseQuantity(limit) ?? 0)) continue
    const rule = `must be less than or equal to ${name} limit of ${limit as string}`
    errors.push(invalidValue(`${path}.requests`, amount, rule))
  }
  return errors
}

/** What is wrong with amounts of resources: none may be below zero. */
export function validateAmounts(amounts: Fields, path: string): FieldError[] {
  return Object.entries(amounts)
    .filter(([, amount]) => (parseQuantity(amount) ?? 0) < 0)
    .map(([name, amount]) => invalidValue(entryPath(path, name), amount, 'must be greater than or equal to 0'))
}
