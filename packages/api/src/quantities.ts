export * from './quantities/formatCpu.ts'
export * from './quantities/formatMemory.ts'
export * from './quantities/formatQuantity.ts'
export * from './quantities/parseQuantity.ts'
