export * from './exec/execFrames.ts'
