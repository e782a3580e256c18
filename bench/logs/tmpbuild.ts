import { buildPage } from '../browser/buildPage.ts'
await buildPage('logs/page')
