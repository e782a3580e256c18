// size-limit declares its plugins as functions, and its plugins declare nothing.
declare module '@size-limit/esbuild' {
  const plugins: ((...args: unknown[]) => unknown)[]
  export default plugins
}

declare module '@size-limit/file' {
  const plugins: ((...args: unknown[]) => unknown)[]
  export default plugins
}
