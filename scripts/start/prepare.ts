import { buildDashboard } from './buildDashboard.ts'
import { namesCluster } from './namesCluster.ts'

// Without a cluster the server says so and ends; nobody should wait for a build to read that.
if (namesCluster(process.env) && !process.argv.includes('--help')) {
  try {
    await buildDashboard()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
