import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { avvist, type Graflager, type Grafrute, type Grafsvar, type Grafvert } from './lokal-graf-rute.ts'
import type { Sideavsnitt } from './lokal-graf-side.ts'

/** Who is in a channel, and what its folder is shared with besides the team. */
export type Grafkanal = {
  gruppe: string
  medlemmer: readonly { oid: string; tenant: string; roller?: readonly string[] }[]
  /** As Graph lists them, after the site's own groups. */
  tillatelser?: readonly Record<string, unknown>[]
  /** False until somebody has opened the channel's files for the first time. */
  harMappe?: boolean
}

export type Graffil = { mappe: string; navn: string; versjon: number; endret: string; storrelse: number }

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const UGYLDIG = /["*:<>?/\\|]/
const MAKS_ENKEL = 4 * 1024 * 1024
/** Where a channel's folder lies, in its own words. */
const driveFor = (kanal: Grafkanal) => `b!${kanal.gruppe}`
const mappeFor = (id: string) => `mappe-${Buffer.from(id).toString('base64url')}`

export function settKanal(lager: Graflager, id: string, kanal: Grafkanal): void {
  lager.sett('kanaler', id, kanal)
}

/** The files as the page shows them: each opens. */
export function filavsnitt({ lager }: Grafvert): Sideavsnitt {
  return {
    tittel: 'Filer i kanalens mappe',
    rader: filene(lager).map(({ id, verdi }) => [
      { tekst: verdi.navn, lenke: `/filer/${encodeURIComponent(id)}` },
      verdi.endret.slice(0, 10),
    ]),
  }
}

/** What lies in the folders, by id. */
export function filene(lager: Graflager): { id: string; verdi: Graffil }[] {
  return lager.alle<Graffil>('filer')
}

const MINNER = new WeakMap<Graflager, Map<string, Uint8Array>>()

/** Content by id: on disk where there is a folder for it, else in memory. */
function innholdI({ lager, mappe }: Pick<Grafvert, 'lager' | 'mappe'>) {
  const minne = MINNER.get(lager) ?? new Map<string, Uint8Array>()
  MINNER.set(lager, minne)
  const sti = (id: string) => join(mappe ?? '', 'filer', `${id}.docx`)
  return {
    skriv(id: string, bytes: Uint8Array) {
      minne.set(id, bytes)
      if (mappe === undefined) return
      mkdirSync(join(mappe, 'filer'), { recursive: true })
      writeFileSync(sti(id), bytes)
    },
    les(id: string): Uint8Array | undefined {
      try {
        return minne.get(id) ?? (mappe === undefined ? undefined : new Uint8Array(readFileSync(sti(id))))
      } catch {
        return undefined
      }
    },
    slett(id: string) {
      minne.delete(id)
      if (mappe !== undefined) rmSync(sti(id), { force: true })
    },
  }
}

/** The files of channels: their folders, who can read them, and what is put there. */
export function filruter({ lager, baseUrl, mappe }: Grafvert): Grafrute {
  const innhold = innholdI({ lager, mappe })

  const kanalMedMappe = (id: string) =>
    lager.alle<Grafkanal>('kanaler').find(k => mappeFor(k.id) === id && k.verdi.harMappe !== false)?.verdi
  const etag = (id: string, fil: Graffil) => `"{${id}},${fil.versjon}"`
  const iMappe = (mappen: string, navn: string) =>
    filene(lager).find(f => f.verdi.mappe === mappen && f.verdi.navn.toLowerCase() === navn.toLowerCase())

  function vist(id: string, fil: Graffil): Record<string, unknown> {
    const kanal = kanalMedMappe(fil.mappe)
    return {
      '@odata.context': `${baseUrl()}/v1.0/$metadata#driveItem`,
      id,
      name: fil.navn,
      size: fil.storrelse,
      eTag: etag(id, fil),
      lastModifiedDateTime: fil.endret,
      webUrl: `${baseUrl()}/filer/${id}`,
      file: { mimeType: DOCX },
      parentReference: { driveId: kanal && driveFor(kanal), id: fil.mappe },
    }
  }

  function kanalen(gruppe: string, id: string, hva: string): Grafsvar {
    const kanal = lager.hent<Grafkanal>('kanaler', id)
    if (kanal === undefined || kanal.gruppe.toLowerCase() !== gruppe.toLowerCase())
      return avvist(404, 'NotFound')
    if (hva === 'allMembers')
      return {
        status: 200,
        kropp: {
          '@odata.context': `${baseUrl()}/v1.0/$metadata#conversationMembers`,
          '@odata.count': kanal.medlemmer.length,
          value: kanal.medlemmer.map(({ oid, tenant, roller = [] }, nr) => ({
            '@odata.type': '#microsoft.graph.aadUserConversationMember',
            id: `medlem-${nr}`,
            roles: roller,
            userId: oid,
            tenantId: tenant,
          })),
        },
      }
    if (kanal.harMappe === false) return avvist(404, 'itemNotFound')
    return {
      status: 200,
      kropp: {
        '@odata.context': `${baseUrl()}/v1.0/$metadata#driveItem`,
        id: mappeFor(id),
        name: 'Kanalen',
        folder: { childCount: filene(lager).filter(f => f.verdi.mappe === mappeFor(id)).length },
        parentReference: { driveId: driveFor(kanal), driveType: 'documentLibrary' },
      },
    }
  }

  const omradets = (id: string, displayName: string, roles: string[]) => ({
    id: `gruppe-${id}`,
    roles,
    grantedToV2: { siteGroup: { id, displayName, loginName: displayName } },
  })
  const tillatelser = (kanal: Grafkanal): Grafsvar => ({
    status: 200,
    kropp: {
      '@odata.context': `${baseUrl()}/v1.0/$metadata#permissions`,
      value: [
        omradets('3', 'Teamet Owners', ['owner']),
        omradets('4', 'Teamet Visitors', ['read']),
        omradets('5', 'Teamet Members', ['write']),
        ...(kanal.tillatelser ?? []),
      ],
    },
  })

  function legg(
    mappen: string,
    navn: string,
    bytes: Uint8Array,
    vedKonflikt: string,
    match?: string,
  ): Grafsvar {
    if (navn === '' || UGYLDIG.test(navn)) return avvist(400, 'invalidRequest')
    if (bytes.length === 0 || bytes.length > MAKS_ENKEL) return avvist(413, 'RequestEntityTooLarge')
    const finnes = iMappe(mappen, navn)
    if (finnes !== undefined && vedKonflikt === 'fail') return avvist(409, 'nameAlreadyExists')
    if (finnes !== undefined && match !== undefined && match !== etag(finnes.id, finnes.verdi))
      return avvist(412, 'resourceModified')
    const id = finnes?.id ?? `01${crypto.randomUUID().replaceAll('-', '').toUpperCase()}`
    const fil: Graffil = {
      mappe: mappen,
      navn,
      versjon: (finnes?.verdi.versjon ?? 0) + 1,
      endret: new Date().toISOString(),
      storrelse: bytes.length,
    }
    lager.sett('filer', id, fil)
    innhold.skriv(id, bytes)
    return { status: finnes === undefined ? 201 : 200, kropp: vist(id, fil) }
  }

  function endre(id: string, json: unknown, match?: string): Grafsvar {
    const fil = lager.hent<Graffil>('filer', id)
    if (fil === undefined) return avvist(404, 'itemNotFound')
    if (match !== undefined && match !== etag(id, fil)) return avvist(412, 'resourceModified')
    const felt = typeof json === 'object' && json !== null ? new Map(Object.entries(json)) : undefined
    const navn: unknown = felt?.get('name')
    const ukjent = [...(felt?.keys() ?? [])].some(
      k => k !== 'name' && k !== '@microsoft.graph.conflictBehavior',
    )
    if (typeof navn !== 'string' || navn === '' || UGYLDIG.test(navn) || ukjent)
      return avvist(400, 'invalidRequest')
    const annen = iMappe(fil.mappe, navn)
    if (annen !== undefined && annen.id !== id) return avvist(409, 'nameAlreadyExists')
    const ny = { ...fil, navn, versjon: fil.versjon + 1, endret: new Date().toISOString() }
    lager.sett('filer', id, ny)
    return { status: 200, kropp: vist(id, ny) }
  }

  /** `items/{mappe}:/{navn}:/content` and `items/{mappe}:/{navn}:`, split at the slashes. */
  const vedNavn = (resten: readonly string[]) => {
    const [mappen = '', navn = '', hva] = resten
    return mappen.endsWith(':') && navn.endsWith(':')
      ? { mappen: mappen.slice(0, -1), navn: navn.slice(0, -1), hva }
      : undefined
  }

  return ({ metode, sti, sok, hoder, bytes, json }) => {
    const [forste = '', annen = '', tredje = '', ...resten] = sti
    if (forste === 'teams' && tredje === 'channels') {
      const [id = '', hva = '', ...mer] = resten
      if (mer.length > 0 || (hva !== 'allMembers' && hva !== 'filesFolder')) return undefined
      return metode === 'GET' ? kanalen(annen, id, hva) : avvist(405, 'MethodNotAllowed')
    }
    if (forste !== 'drives' || tredje !== 'items') return undefined
    const navngitt = vedNavn(resten)
    const kanal = kanalMedMappe(navngitt?.mappen ?? resten[0] ?? '')
    if (navngitt !== undefined) {
      if (kanal === undefined || driveFor(kanal) !== annen) return avvist(404, 'itemNotFound')
      const { mappen, navn, hva } = navngitt
      if (metode === 'PUT' && hva === 'content') {
        if (hoder['content-type'] === undefined || hoder['content-type'].startsWith('application/json'))
          return avvist(400, 'invalidRequest')
        const vedKonflikt = sok.get('@microsoft.graph.conflictBehavior') ?? 'replace'
        return legg(mappen, navn, bytes, vedKonflikt, hoder['if-match'])
      }
      const funnet = iMappe(mappen, navn)
      if (metode !== 'GET' || hva !== undefined) return avvist(400, 'invalidRequest')
      return funnet === undefined
        ? avvist(404, 'itemNotFound')
        : { status: 200, kropp: vist(funnet.id, funnet.verdi) }
    }
    const [id = '', hva, ...mer] = resten
    if (mer.length > 0) return undefined
    if (hva === 'permissions' && metode === 'GET')
      return kanal === undefined || driveFor(kanal) !== annen
        ? avvist(404, 'itemNotFound')
        : tillatelser(kanal)
    if (hva !== undefined) return undefined
    const fil = lager.hent<Graffil>('filer', id)
    const eier = fil && kanalMedMappe(fil.mappe)
    if (fil === undefined || eier === undefined || driveFor(eier) !== annen)
      return avvist(404, 'itemNotFound')
    if (metode === 'PATCH') return endre(id, json, hoder['if-match'])
    if (metode === 'DELETE') {
      if (hoder['if-match'] !== undefined && hoder['if-match'] !== etag(id, fil))
        return avvist(412, 'resourceModified')
      lager.slett('filer', id)
      innhold.slett(id)
      return { status: 204 }
    }
    return metode === 'GET' ? { status: 200, kropp: vist(id, fil) } : avvist(405, 'MethodNotAllowed')
  }
}

/** `GET /filer/{id}`: the file as a browser downloads it. On this machine alone, without a token: it is practice. */
export function filnedlasting({ lager, mappe }: Grafvert): Grafrute {
  const innhold = innholdI({ lager, mappe })
  return ({ metode, sti }) => {
    const [filer, id = '', ...mer] = sti
    if (metode !== 'GET' || filer !== 'filer' || mer.length > 0) return undefined
    const fil = lager.hent<Graffil>('filer', id)
    const bytes = fil && innhold.les(id)
    if (fil === undefined || bytes === undefined) return { status: 404 }
    return {
      status: 200,
      innhold: bytes,
      hoder: {
        'content-type': DOCX,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fil.navn)}`,
      },
    }
  }
}
