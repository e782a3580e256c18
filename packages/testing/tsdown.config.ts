import { libraryBuild } from '../../scripts/build/libraryBuild.ts'

export default libraryBuild(import.meta.dirname, { platform: 'neutral' })
