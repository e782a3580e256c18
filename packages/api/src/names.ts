export * from './names/generateNamespace.ts'
export * from './names/generatePublicUrl.ts'
