import { collectDefaultMetrics, Registry } from 'prom-client'

let registry: Registry | undefined

/** Measurements of the process. One for all proxies in it: the collectors can't be taken back. */
export function processRegistry(): Registry {
  if (registry === undefined) {
    registry = new Registry()
    collectDefaultMetrics({ register: registry })
  }
  return registry
}
