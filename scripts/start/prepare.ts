import { buildDashboard } from './buildDashboard.ts'
import { namesCluster } from './namesCluster.ts'

// Without a cluster the server says so and ends; nobody should wait for a build to read that.
if (namesCluster(process.env)) await buildDashboard()
