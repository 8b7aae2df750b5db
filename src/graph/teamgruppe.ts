import { z } from 'zod'
import type { Gruppemedlem, Teamgruppe } from '../tilgang/teamgruppe.ts'
import { type Grafklient, les, somGuid } from './klient.ts'

/** Somebody waits for the answer. */
const FRIST = 5000

const Eier = z.object({ id: z.string() })
const Medlem = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  jobTitle: z.string().nullish(),
})

/** The group behind a team: `GroupMember.Read.All`, `User.ReadBasic.All` for names, and `User.Read.All` for titles. */
export function lagTeamgruppe(klient: Grafklient): Teamgruppe {
  const eiersider = (gruppe: string) => klient.sider(`/groups/${somGuid(gruppe)}/owners?$select=id`, FRIST)
  const idene = (side: unknown[]) => side.map(eier => les(Eier, eier).id.toLowerCase())
  return {
    async erTeameier(gruppe, oid) {
      const sokt = somGuid(oid).toLowerCase()
      for await (const side of eiersider(gruppe)) if (idene(side).includes(sokt)) return true
      return false
    },
    async medlemmer(gruppe) {
      const eiere = new Set<string>()
      for await (const side of eiersider(gruppe)) for (const id of idene(side)) eiere.add(id)
      const medlemmer: Gruppemedlem[] = []
      const sti = `/groups/${somGuid(gruppe)}/members?$select=id,displayName,jobTitle`
      for await (const side of klient.sider(sti, FRIST))
        for (const ra of side) {
          const { id, displayName, jobTitle } = les(Medlem, ra)
          const oid = id.toLowerCase()
          medlemmer.push({ oid, navn: displayName ?? '', stilling: jobTitle ?? '', eier: eiere.has(oid) })
        }
      return medlemmer
    },
  }
}
