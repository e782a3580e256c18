export { ProblemView, type ProblemViewProps } from './ProblemView.tsx'
export { problemKind, type ProblemKind } from './problemKind.ts'
export type { ProblemViewMessages } from './problemViewMessages.ts'
