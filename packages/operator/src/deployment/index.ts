export { deploymentOrderSchema, orderVariable } from './deploymentOrderSchema.ts'
export type { DeploymentOrder } from './deploymentOrderSchema.ts'
export { deploymentResultSchema, maxResultBytes } from './deploymentResultSchema.ts'
export type { DeploymentResult } from './deploymentResultSchema.ts'
