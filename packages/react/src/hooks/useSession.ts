import { useQuery } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { sessionOptions } from '../queries/sessionOptions.ts'

/** Who the caller is. */
export function useSession() {
  return useQuery(sessionOptions(useCatalystClient()))
}
