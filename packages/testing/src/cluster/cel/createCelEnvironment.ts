import { Environment } from '@marcbachmann/cel-js'
import { registerAuthorizerFunctions } from './authorizerFunctions.ts'
import { registerHasField } from './hasField.ts'
import { registerListFunctions } from './listFunctions.ts'
import { registerNetworkFunctions } from './networkFunctions.ts'
import { registerQuantityFunctions } from './quantityFunctions.ts'
import { registerStringFunctions } from './stringFunctions.ts'

/**
 * The Common Expression Language with the functions that Kubernetes adds.
 * https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
 */
export function createCelEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
  })
  registerHasField(environment)
  registerStringFunctions(environment)
  registerListFunctions(environment)
  registerQuantityFunctions(environment)
  registerNetworkFunctions(environment)
  registerAuthorizerFunctions(environment)
  return environment
}
