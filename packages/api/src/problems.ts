export * from './problems/problemCodes.ts'
