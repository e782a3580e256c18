import { buildDashboard } from '../../scripts/start/buildDashboard.ts'

/** Before any file, for two that build it at once would write into the same folder. */
export default buildDashboard
