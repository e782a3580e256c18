import type { DesiredObject } from '../objects/DesiredObject.ts'
import { containerLimits } from './containerLimits.ts'
import type { Home } from './Home.ts'

/** What an environment may use in all, and what a container of it gets that says nothing. */
export function desiredLimits({ project, namespace, labels, settings }: Home): DesiredObject[] {
  const { cpu, memory, storage } = { ...settings.quota, ...withoutAbsent(project.spec.resources ?? {}) }
  const { requests, limits } = containerLimits(settings.containerDefaults, { cpu, memory })
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'catalyst', namespace, labels },
      spec: {
        hard: {
          'limits.cpu': cpu,
          'limits.memory': memory,
          'requests.storage': storage,
          pods: String(settings.quota.pods),
          // Addresses outside of the cluster are for the platform to give.
          'services.nodeports': '0',
          'services.loadbalancers': '0',
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'catalyst', namespace, labels },
      spec: { limits: [{ type: 'Container', default: limits, defaultRequest: requests }] },
    },
  ]
}

function withoutAbsent<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
