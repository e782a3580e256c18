import type { CatalystClient } from '@catalyst/sdk'
import { createContext } from 'react'

export const CatalystClientContext = createContext<CatalystClient | undefined>(undefined)
