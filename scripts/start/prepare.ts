import { buildDashboard } from './buildDashboard.ts'

if (!process.argv.includes('--help')) {
  try {
    await buildDashboard()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
