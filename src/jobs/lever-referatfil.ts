import { createHash } from 'node:crypto'
import { dokumentmodell, skrivDokument } from '../cards/referat-dokument.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { medTilkobling } from '../drift/med-tilkobling.ts'
import { hentMote, type Mote } from '../mote/mote-store.ts'
import type { Filmappe, Filspor, Kanalmappe } from '../referat/filmappe.ts'
import { filnavn, MAKS_NAVN, midlertidigNavn } from '../referat/referatfil.ts'
import { onskFilarbeid } from '../referat/referatfil-endret.ts'
import {
  endreReferatfil,
  glemReferatfil,
  hentReferatfil,
  INGEN_FIL,
  type Referatfil,
  sporI,
  trekkReferatfil,
} from '../referat/referatfil-store.ts'
import { vurderMappe } from '../referat/vurder-mappe.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentKanal } from '../tilgang/tilgang-store.ts'
import { KunneIkkeLevere } from '../utboks/utboks.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'

/** Brings the file of a meeting's referat to what the database says. Answers whether there was anything to do. */
export async function leverReferatfil(
  ktx: Kontekst,
  filmappe: Filmappe | undefined,
  moteId: string,
  t: Tekster,
): Promise<boolean> {
  const fil = await hentReferatfil(ktx, moteId)
  if (filmappe === undefined || fil === undefined) return false
  try {
    return await medTilkobling(ktx, 'filer', () => bring(ktx, filmappe, fil, t))
  } catch (feil) {
    if (feil instanceof KunneIkkeLevere && feil.feil.varig) await giOpp(ktx, moteId)
    throw feil
  }
}

/** Nothing more is tried by itself: whoever wanted it is told. */
async function giOpp(ktx: Kontekst, mote: string): Promise<void> {
  const fil = await hentReferatfil(ktx, mote)
  if (fil === undefined || !fil.onsket) return
  await trekkReferatfil(ktx, mote, 'ingen-mappe')
  await onskFilarbeid(ktx, mote)
  await meldBorte(ktx, fil)
}

async function bring(ktx: Kontekst, filmappe: Filmappe, fil: Referatfil, t: Tekster): Promise<boolean> {
  const mote = await hentMote(ktx, fil.mote)
  if (mote === undefined || !fil.onsket) return ryddBort(ktx, filmappe, fil, mote)
  const kanal = await hentKanal(ktx, fil.kanal)
  if (kanal?.skole !== mote.skole) return ikkeHer(ktx, filmappe, fil, mote, 'ingen-mappe', 0)
  // What is in the folder already must not be readable meanwhile by somebody it is not for: this is looked up first of all.
  const mappe = await filmappe.apne(fil)
  const vurdert = await vurderMappe(ktx, mote.id, mappe, fil.av)
  if (vurdert.kode === 'avslag') return ikkeHer(ktx, filmappe, fil, mote, vurdert.grunn, vurdert.utenfor)
  const modell = dokumentmodell(vurdert.visning, t)
  const avtrykk = createHash('sha256').update(JSON.stringify(modell)).digest('base64url')
  const lagretEtterOnsket = fil.lagret !== null && fil.lagret >= fil.bedt
  if (fil.fil !== '' && fil.ny === '' && fil.avtrykk === avtrykk && lagretEtterOnsket) return false
  await lagre(ktx, filmappe, fil, mote, mappe, avtrykk, await skrivDokument(modell))
  const saker = vurdert.visning.visning.punkter.filter(p => p.slag === 'sak').map(p => p.ref)
  for (const gjelder of [mote.id, ...saker])
    await loggHendelse(ktx, { person: fil.av, kode: 'referat-lagret-i-mappe', gjelder })
  return true
}

/**
 * A new file in the place of the old one: a version of the old one would still be there to read. It is put there under a name
 * that is ours alone, then the old one is deleted, then it is given its name; cut off anywhere, the next try goes on from there.
 */
async function lagre(
  ktx: Kontekst,
  filmappe: Filmappe,
  fil: Referatfil,
  mote: Mote,
  mappe: Kanalmappe,
  avtrykk: string,
  innhold: Uint8Array,
): Promise<void> {
  let { ny, ny_fil: nyFil, fil: gammel } = fil
  if (gammel !== '' && fil.drive !== mappe.drive) {
    await filmappe.slett({ drive: fil.drive, fil: gammel })
    await endreReferatfil(ktx, mote.id, { fil: '', lenke: '', avtrykk: '' })
    gammel = ''
  }
  if (nyFil !== '' && fil.ny_avtrykk !== avtrykk) {
    await filmappe.slett({ drive: fil.drive, fil: nyFil })
    ny = nyFil = ''
  }
  if (ny === '') {
    ny = crypto.randomUUID()
    await endreReferatfil(ktx, mote.id, { ny, ny_fil: '', ny_avtrykk: '' })
  }
  if (nyFil === '') {
    const lagt = await filmappe.legg(mappe, midlertidigNavn(ny), innhold)
    nyFil = lagt.fil
    if (!(await endreReferatfil(ktx, mote.id, { drive: lagt.drive, ny_fil: nyFil, ny_avtrykk: avtrykk }))) {
      await filmappe.slett(lagt)
      return
    }
  }
  if (gammel !== '') {
    await filmappe.slett({ drive: mappe.drive, fil: gammel })
    await endreReferatfil(ktx, mote.id, { fil: '', lenke: '', avtrykk: '' })
  }
  const kalt = await giNavn(ktx, filmappe, { drive: mappe.drive, fil: nyFil }, mote)
  const husket = await endreReferatfil(ktx, mote.id, {
    ...kalt,
    fil: nyFil,
    avtrykk,
    lagret: ktx.na().toJSDate(),
    ny: '',
    ny_fil: '',
    ny_avtrykk: '',
    utfall: '',
    utenfor: 0,
  })
  if (!husket) await filmappe.slett({ drive: mappe.drive, fil: nyFil })
}

/** The meeting's name and day; where that is somebody else's file, with a number. */
async function giNavn(
  ktx: Kontekst,
  filmappe: Filmappe,
  spor: { drive: string; fil: string },
  mote: Mote,
): Promise<{ navn: string; lenke: string }> {
  try {
    for (let nr = 1; nr <= MAKS_NAVN; nr++) {
      const navn = filnavn(mote, nr)
      const lenke = await filmappe.kall(spor, navn)
      if (lenke !== undefined) return { navn, lenke }
    }
  } catch (feil) {
    // Somebody has taken it away in between: it is put there once more.
    if (!(feil instanceof KunneIkkeLevere && feil.feil.kode === 'finnes-ikke')) throw feil
    await endreReferatfil(ktx, mote.id, { ny: '', ny_fil: '', ny_avtrykk: '' })
    throw new KunneIkkeLevere({ kode: feil.feil.kode, varig: false })
  }
  throw new KunneIkkeLevere({ kode: 'graf-konflikt', varig: true })
}

/** It may not lie there: gone at once, and whoever wanted it is told. */
async function ikkeHer(
  ktx: Kontekst,
  filmappe: Filmappe,
  fil: Referatfil,
  mote: Mote,
  grunn: string,
  utenfor: number,
): Promise<boolean> {
  await trekkReferatfil(ktx, mote.id, grunn, utenfor)
  await meldBorte(ktx, fil)
  return ryddBort(ktx, filmappe, { ...fil, utfall: grunn }, mote)
}

async function meldBorte(ktx: Kontekst, { mote, av }: Referatfil): Promise<void> {
  await leggIUtboks(ktx, `referatfil-borte:${mote}:${ktx.na().toMillis()}`, {
    slag: 'referatfil-borte',
    mote,
    person: av,
  })
}

async function underveis(filmappe: Filmappe, fil: Referatfil): Promise<Filspor | undefined> {
  try {
    return await filmappe.finn(await filmappe.apne(fil), midlertidigNavn(fil.ny))
  } catch (feil) {
    // Where there is no folder any longer, there is no file.
    if (feil instanceof KunneIkkeLevere && feil.feil.kode === 'finnes-ikke') return undefined
    throw feil
  }
}

async function ryddBort(
  ktx: Kontekst,
  filmappe: Filmappe,
  fil: Referatfil,
  mote: Mote | undefined,
): Promise<boolean> {
  const alle = sporI(fil)
  // Put there without our having been told.
  if (fil.ny !== '' && fil.ny_fil === '') {
    const funnet = await underveis(filmappe, fil)
    if (funnet !== undefined) alle.push(funnet)
  }
  for (const spor of alle) await filmappe.slett(spor)
  if (alle.length > 0)
    await loggHendelse(ktx, { person: 'skolestotte', kode: 'referatfil-slettet', gjelder: fil.mote })
  if (mote === undefined || fil.utfall === 'frist') await glemReferatfil(ktx, fil.mote)
  else await endreReferatfil(ktx, fil.mote, INGEN_FIL)
  return alle.length > 0
}
