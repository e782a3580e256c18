export type { Issuer, IssuerUser, TokenOverrides } from './Issuer.ts'
export { startIssuer, type IssuerOptions } from './startIssuer.ts'
