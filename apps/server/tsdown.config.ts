import { programBuild } from '../../scripts/build/programBuild.ts'

export default programBuild
