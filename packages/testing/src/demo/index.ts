export { startDemo, type Demo, type DemoOptions } from './startDemo.ts'
