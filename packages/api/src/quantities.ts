export * from './quantities/parseQuantity.ts'
