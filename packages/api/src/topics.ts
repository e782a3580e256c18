export * from './streams/topics.ts'
