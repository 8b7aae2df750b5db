import { z } from 'zod'
import type { Filmappe, Filspor } from '../referat/filmappe.ts'
import { personId } from '../tilgang/roller.ts'
import { Graffeil, type Grafklient, les, somGuid } from './klient.ts'

/** Somebody may wait for the answer. */
const FRIST = 5000
/** A document is small; what takes longer is tried again. */
const LASTEFRIST = 20_000
/** Graph lists no more members than this, and does not say that there are more. */
const MAKS_MEDLEMMER = 999
/** SharePoint's own groups on a team's site: its owners, visitors and members. */
const OMRADEGRUPPER = ['3', '4', '5']
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const Mappe = z.object({ id: z.string().min(1), parentReference: z.object({ driveId: z.string().min(1) }) })
const Fil = Mappe
const Navngitt = Mappe.extend({ webUrl: z.string() })
const Gruppe = z.object({ visibility: z.string().nullish() })
const Medlem = z.object({ userId: z.string().nullish(), tenantId: z.string().nullish() })
const Hvem = z.object({ id: z.string().nullish() }).nullish()
const Gitt = z.object({
  user: Hvem,
  group: Hvem,
  siteGroup: Hvem,
  siteUser: Hvem,
  application: Hvem,
})
const Tillatelse = z.object({
  link: z.unknown().optional(),
  invitation: z.unknown().optional(),
  grantedToV2: Gitt.nullish(),
  grantedToIdentitiesV2: z.array(Gitt).nullish(),
})

/**
 * A channel's folder: `ChannelMember.Read.All` (or `ChannelMember.Read.Group` for the team), `Files.Read.All` (or
 * `File.Read.Group`) to find it, `GroupMember.Read.All` to see that the team is private, and `Sites.Selected` with the right to write on the team's site.
 */
export function lagFilmappe(klient: Grafklient): Filmappe {
  const til = ({ drive, fil }: Filspor) =>
    `/drives/${encodeURIComponent(drive)}/items/${encodeURIComponent(fil)}`
  const ved = ({ drive, mappe }: { drive: string; mappe: string }, navn: string) =>
    `${til({ drive, fil: mappe })}:/${encodeURIComponent(navn)}:`
  const spor = (svar: unknown): Filspor => {
    const { id, parentReference } = les(Fil, svar)
    return { drive: parentReference.driveId, fil: id }
  }

  /** The same object id in two tenants is two people. */
  async function medlemmer(
    kanalen: string,
  ): Promise<{ personer: Set<string>; oider: Set<string>; alle: boolean }> {
    const personer = new Set<string>()
    const oider = new Set<string>()
    let antall = 0
    let alle = true
    for await (const side of klient.sider(`${kanalen}/allMembers`, FRIST))
      for (const ra of side) {
        const { userId, tenantId } = les(Medlem, ra)
        antall++
        if (!userId || !tenantId) alle = false
        else {
          personer.add(personId(tenantId, userId))
          oider.add(userId.toLowerCase())
        }
      }
    return { personer, oider, alle: alle && antall < MAKS_MEDLEMMER }
  }

  return {
    async apne({ gruppe, kanal }) {
      const kanalen = `/teams/${somGuid(gruppe)}/channels/${encodeURIComponent(kanal)}`
      const funnet = les(
        Mappe,
        await klient.be({ metode: 'GET', sti: `${kanalen}/filesFolder`, frist: FRIST }),
      )
      const drive = funnet.parentReference.driveId
      // Everybody in the organisation reads what lies in a public team; no list of permissions names them.
      const { visibility } = les(
        Gruppe,
        await klient.be({ metode: 'GET', sti: `/groups/${gruppe}?$select=visibility`, frist: FRIST }),
      )
      const lukket = visibility === 'Private' || visibility === 'HiddenMembership'
      const { personer, oider, alle } = await medlemmer(kanalen)
      const tillatelser: z.output<typeof Tillatelse>[] = []
      for await (const side of klient.sider(`${til({ drive, fil: funnet.id })}/permissions`, FRIST))
        tillatelser.push(...side.map(ra => les(Tillatelse, ra)))
      return {
        drive,
        mappe: funnet.id,
        lesere: [...personer],
        ukjente: !lukket || !alle || !bareTeamet(tillatelser, gruppe, oider),
      }
    },
    async legg(mappe, navn, innhold) {
      const svar = await klient.be({
        metode: 'PUT',
        sti: `${ved(mappe, navn)}/content?@microsoft.graph.conflictBehavior=replace`,
        // The SDK sends all of the memory that a plain array of bytes is a part of.
        kropp: Buffer.from(innhold),
        hoder: { 'Content-Type': DOCX },
        frist: LASTEFRIST,
      })
      return spor(svar)
    },
    async kall(fil, navn) {
      const kropp = { name: navn, '@microsoft.graph.conflictBehavior': 'fail' }
      try {
        return les(Navngitt, await klient.be({ metode: 'PATCH', sti: til(fil), kropp })).webUrl
      } catch (feil) {
        if (feil instanceof Graffeil && feil.code === 'graf-konflikt') return undefined
        throw feil
      }
    },
    async finn(mappe, navn) {
      try {
        return spor(await klient.be({ metode: 'GET', sti: ved(mappe, navn) }))
      } catch (feil) {
        if (feil instanceof Graffeil && feil.code === 'finnes-ikke') return undefined
        throw feil
      }
    },
    async slett(fil) {
      try {
        await klient.be({ metode: 'DELETE', sti: til(fil) })
      } catch (feil) {
        if (!(feil instanceof Graffeil && feil.code === 'finnes-ikke')) throw feil
      }
    },
  }
}

/**
 * Is the folder shared with nobody but those who are in the channel? A link, an invitation or a group that is not the team's own
 * says no; so does a list without the team in it, which is not a whole one.
 */
function bareTeamet(
  tillatelser: readonly z.output<typeof Tillatelse>[],
  gruppe: string,
  medlemmer: ReadonlySet<string>,
): boolean {
  let teamet = false
  for (const { link, invitation, grantedToV2, grantedToIdentitiesV2 } of tillatelser) {
    const gitt = [grantedToV2 ?? undefined, ...(grantedToIdentitiesV2 ?? [])].filter(g => g !== undefined)
    if (link != null || invitation != null || gitt.length === 0) return false
    for (const { user, group, siteGroup, application } of gitt) {
      const erTeamet =
        group?.id?.toLowerCase() === gruppe.toLowerCase() || OMRADEGRUPPER.includes(siteGroup?.id ?? '')
      const kjent = erTeamet || medlemmer.has(user?.id?.toLowerCase() ?? '') || application?.id != null
      if (!kjent) return false
      teamet ||= erTeamet
    }
  }
  return teamet
}
