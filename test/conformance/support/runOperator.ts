import {
  createOperator,
  OperatorMetrics,
  type Operator,
  type OperatorLogger,
  type OperatorOptions,
} from '@catalyst/operator'

export interface RunningOperator extends AsyncDisposable {
  operator: Operator
  /** What it has warned of, and what it could not do. */
  faults: readonly unknown[]
}

/** The account whose rights the operator ships with. */
export const operatorAccount = 'system:serviceaccount:catalyst-system:catalyst-operator'

/** Of several replicas one leads. */
export const leaderElection = (): NonNullable<OperatorOptions['leaderElection']> => ({
  namespace: 'catalyst-system',
  name: 'catalyst-operator',
  identity: crypto.randomUUID(),
})

/** Runs the operator in this process, until it is disposed of. */
export function runOperator(
  kubeConfig: OperatorOptions['kubeConfig'],
  options: Partial<OperatorOptions> = {},
): RunningOperator {
  const faults: unknown[] = []
  const keep = (fields: object, message: string) => void faults.push([message, fields])
  const ignore = () => undefined
  const logger: OperatorLogger = { debug: ignore, info: ignore, warn: keep, error: keep }
  const operator = createOperator({ kubeConfig, logger, metrics: new OperatorMetrics({ process: false }), ...options })
  const stop = new AbortController()
  const ended = operator.run({ signal: stop.signal })
  return {
    operator,
    faults,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
    },
  }
}
