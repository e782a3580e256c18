import { libraryBuild } from '../../scripts/build/libraryBuild.ts'

// Vite builds the code and its stylesheet; what is left are the declarations.
export default libraryBuild(import.meta.dirname, { platform: 'neutral', declarationsOnly: true })
