import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Kontekst } from '../database/kontekst.ts'
import type { Mester } from '../database/kryptering.ts'
import { medJobb } from '../drift/med-jobb.ts'
import { nySporing, type Sporing } from '../drift/sporing.ts'
import { type Anker, ankerdata, lesAnkere } from '../tilgang/logg.ts'
import { ankreAlene, hentHode, hentLedd } from '../tilgang/logg-store.ts'
import { erSignert } from '../tilgang/verifiser-logg.ts'

const LINJESKIFT = 0x0a

export type Ankringsoppsett = {
  ktx: Kontekst
  mester: Mester
  /** Where the anchors are kept: outside the database, best where nobody who can change the database can write. */
  fil: string
  /** Codes only. */
  logg(hendelse: { kode: string; feil?: string }): void
  sporing?: Sporing
}

export type Ankring = { ankre(): Promise<void>; stopp(): Promise<void> }

/**
 * Signs the head of the access log and writes it to the anchor file: at the start, every `hvertMs` milliseconds and at the
 * stop, when the log has grown since the last anchor (fag: tilgangslogg).
 */
export function startAnkring(oppsett: Ankringsoppsett, hvertMs = 15 * 60_000): Ankring {
  const sporing = oppsett.sporing ?? nySporing()
  let igang: Promise<unknown> = Promise.resolve()
  const jobb = async () => {
    try {
      await medJobb(
        oppsett.ktx,
        'ankre-logg',
        () => ankreAlene(oppsett.ktx, ktx => ankreHodet({ ...oppsett, ktx })),
        utfall => utfall,
      )
    } catch (feil) {
      oppsett.logg({ kode: 'anker-feilet', feil: feilkode(feil) })
    }
  }
  const ankre = () => {
    igang = igang.then(() => sporing.folg('jobb', jobb))
    return igang.then(() => undefined)
  }
  void ankre()
  const klokke = setInterval(() => void ankre(), hvertMs)
  return {
    ankre,
    async stopp() {
      clearInterval(klokke)
      await ankre()
    },
  }
}

/** What the anchor file says; nothing when there is none. */
export async function lesAnkerfil(fil: string): Promise<string> {
  try {
    return await readFile(fil, 'utf8')
  } catch (feil) {
    if (feilkode(feil) === 'ENOENT') return ''
    throw feil
  }
}

async function ankreHodet({ ktx, mester, fil, logg }: Ankringsoppsett): Promise<'ok' | 'logg-brutt'> {
  const siste = sisteAnker(lesAnkere(await lesAnkerfil(fil), ktx.tenant).ankere)
  // A new anchor would vouch for a chain that the last one contradicts.
  if (siste !== undefined && !(await stemmer(ktx, mester, siste))) {
    logg({ kode: 'logg-brutt' })
    return 'logg-brutt'
  }
  const hode = await hentHode(ktx)
  if (hode === undefined || hode.nr === siste?.nr) return 'ok'
  const innhold = { tenant: ktx.tenant, ...hode, tid: ktx.na().toJSDate().toISOString() }
  const { versjon, signatur } = await mester.signer(ankerdata(innhold))
  await leggTilLinje(fil, JSON.stringify({ ...innhold, versjon, signatur } satisfies Anker))
  logg({ kode: 'logg-ankret' })
  return 'ok'
}

/** The one furthest ahead: an old line that is written again does not stand for a newer one. */
function sisteAnker(ankere: readonly Anker[]): Anker | undefined {
  return ankere.reduce<Anker | undefined>(
    (siste, anker) => (siste === undefined || anker.nr >= siste.nr ? anker : siste),
    undefined,
  )
}

async function stemmer(ktx: Kontekst, mester: Mester, anker: Anker): Promise<boolean> {
  return (await hentLedd(ktx, anker.nr))?.hash === anker.hash && (await erSignert(mester, anker))
}

/** On a line of its own, also after one that was not written to its end; on the disk before this answers. */
async function leggTilLinje(fil: string, linje: string): Promise<void> {
  await mkdir(dirname(fil), { recursive: true })
  const apnet = await open(fil, 'a+')
  try {
    const { size } = await apnet.stat()
    const slutt = Buffer.of(LINJESKIFT)
    if (size > 0) await apnet.read(slutt, 0, 1, size - 1)
    await apnet.appendFile(`${slutt[0] === LINJESKIFT ? '' : '\n'}${linje}\n`)
    await apnet.sync()
  } finally {
    await apnet.close()
  }
}

function feilkode(feil: unknown): string {
  return feil instanceof Error && 'code' in feil && typeof feil.code === 'string' ? feil.code : 'ukjent'
}
