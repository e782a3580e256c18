import { buildPath } from '../request/buildPath.ts'
import { operations } from '../request/operations.ts'
import type { LogOptions, LogTarget } from './LogTarget.ts'

/** The path of a log under `/api/v1`. */
export function logPath(target: LogTarget, query: LogOptions & { timestamps?: boolean | undefined }): string {
  const { cluster, namespace } = target
  return 'pod' in target
    ? buildPath(operations.getPodLog.path, { params: { cluster, namespace, pod: target.pod }, query: { ...query } })
    : buildPath(operations.getEnvironmentLog.path, {
        params: { cluster, namespace, name: target.environment },
        query: { ...query },
      })
}
