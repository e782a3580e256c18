export { ResourceNotFound, type ResourceNotFoundProps } from './ResourceNotFound.tsx'
/** The older name of `ResourceNotFound`. */
export { ResourceNotFound as KubeResourceNotFound } from './ResourceNotFound.tsx'
export type { ResourceNotFoundMessages } from './resourceNotFoundMessages.ts'
