import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'

/**
 * Imports a module when it is first used, also where `import()` itself does not work, as in Jest's CommonJS sandbox.
 *
 * @param load `() => import('…')`, written out so that bundlers see it.
 * @param specifier the same name again, for Node's own `import()`, which is out of reach of a sandbox.
 */
export async function importLate<TModule>(load: () => Promise<TModule>, specifier: string): Promise<TModule> {
  try {
    return await load()
  } catch (error) {
    if (!isImportOff(error)) throw error
    const script = new Script(`import(${JSON.stringify(specifier)})`, {
      filename: fileURLToPath(import.meta.url),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    })
    return script.runInThisContext() as Promise<TModule>
  }
}

function isImportOff(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    // With Jest's `importModuleDynamically` it ends in `_FLAG`.
    String(error.code).startsWith('ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING')
  )
}
