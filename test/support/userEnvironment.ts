const fromTestRunner = /^(VITE|VITEST|NODE_ENV|NODE_OPTIONS|npm_|TEST$|DEV$|PROD$|MODE$|BASE_URL$|SSR$|KUBECONFIG)/

/** The environment as a user's shell has it: without what the test runner put there, and without anybody's clusters. */
export function userEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !fromTestRunner.test(name)))
}
