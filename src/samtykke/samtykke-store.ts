import type { Kontekst } from '../database/kontekst.ts'
import { erSakstype, SAKSTYPER, type Sakstype } from '../sak/saker.ts'
import { erTjeneste, type Tjeneste } from '../tilgang/roller.ts'
import {
  ANDRE,
  EGETSVAR,
  type Endring,
  endringerMellom,
  HVORDAN,
  type LagretSamtykke,
  OMFANG,
  type Samtykke,
  SPRAK,
  SVAR,
  type Svar,
} from './samtykke.ts'

export async function hentSamtykke(ktx: Kontekst, sak: string): Promise<LagretSamtykke | undefined> {
  return (await hentSamtykker(ktx, [sak])).get(sak)
}

export async function hentSamtykker(
  ktx: Kontekst,
  saker: readonly string[],
): Promise<Map<string, LagretSamtykke>> {
  if (saker.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('samtykke')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'in', [...saker])
    .execute()
  const svar = await ktx.db
    .selectFrom('samtykkesvar')
    .select(['sak', 'foresatt', 'tjeneste', 'svar'])
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'in', [...saker])
    .execute()
  return new Map(
    rader.map(rad => [
      rad.sak,
      {
        svar: Array.from({ length: rad.foresatte }, (_, nr) =>
          tilSvar(svar.filter(s => s.sak === rad.sak && s.foresatt === nr + 1)),
        ),
        fodselsmaned: rad.fodselsmaned,
        ungdom: valgt(EGETSVAR, rad.ungdom, 'ikke_spurt'),
        omfang: OMFANG.filter(o => rad.omfang.split(',').includes(o)),
        avsluttende: valgt(EGETSVAR, rad.avsluttende, 'ikke_spurt'),
        unntatt: lesUnntatt(rad.unntatt),
        andre: ANDRE.filter(a => rad.andre.split(',').includes(a)),
        hvordan: valgt(HVORDAN, rad.hvordan, 'skjema'),
        sprak: valgt(SPRAK, rad.sprak, 'annet'),
        tolk: rad.tolk,
        skjemaversjon: rad.skjemaversjon,
        dato: rad.dato,
        gyldigTil: rad.gyldig_til,
        trukket: rad.trukket !== null,
        trukketFor: rad.trukket_for.split(',').filter(erTjeneste),
        innhentetAv: rad.innhentet_av,
        innhentetRolle: rad.innhentet_rolle,
        versjon: rad.versjon,
      },
    ]),
  )
}

/** What this version does not know reads as the strictest there is. */
function valgt<V extends string>(kjente: readonly V[], verdi: string, ellers: V): V {
  return kjente.find(k => k === verdi) ?? ellers
}

/** A theme this version does not know may be any of them. */
function lesUnntatt(liste: string): Sakstype[] {
  const koder = liste.split(',').filter(kode => kode !== '')
  return koder.every(erSakstype) ? koder : [...SAKSTYPER]
}

function tilSvar(rader: readonly { tjeneste: string; svar: string }[]): Partial<Record<Tjeneste, Svar>> {
  return Object.fromEntries(
    rader.flatMap(({ tjeneste, svar }) =>
      erTjeneste(tjeneste) ? [[tjeneste, valgt(SVAR, svar, 'nei')] as const] : [],
    ),
  )
}

/** Writes the consent and its history; the caller holds the case (`lasSak`), so that versions follow each other. */
export async function lagreSamtykke(
  ktx: Kontekst,
  sak: string,
  fra: LagretSamtykke | undefined,
  til: Samtykke & { innhentetAv: string; innhentetRolle: string },
  person: string,
): Promise<void> {
  const na = ktx.na().toJSDate()
  const versjon = (fra?.versjon ?? 0) + 1
  const rad = {
    foresatte: til.svar.length,
    fodselsmaned: til.fodselsmaned,
    ungdom: til.ungdom,
    omfang: til.omfang.join(','),
    avsluttende: til.avsluttende,
    unntatt: til.unntatt.join(','),
    andre: til.andre.join(','),
    hvordan: til.hvordan,
    sprak: til.sprak,
    tolk: til.tolk,
    skjemaversjon: til.skjemaversjon,
    innhentet_av: til.innhentetAv,
    innhentet_rolle: til.innhentetRolle,
    dato: til.dato,
    gyldig_til: til.gyldigTil,
    trukket: til.trukket ? na : null,
    trukket_for: til.trukketFor.join(','),
    registrert: na,
    versjon,
  }
  await ktx.db
    .insertInto('samtykke')
    .values({ tenant: ktx.tenant, sak, ...rad })
    .onConflict(ved => ved.columns(['tenant', 'sak']).doUpdateSet(rad))
    .execute()
  await ktx.db.deleteFrom('samtykkesvar').where('tenant', '=', ktx.tenant).where('sak', '=', sak).execute()
  const svar = til.svar.flatMap((en, nr) =>
    Object.entries(en).map(([tjeneste, s]) => ({
      tenant: ktx.tenant,
      sak,
      foresatt: nr + 1,
      tjeneste,
      svar: s,
    })),
  )
  if (svar.length > 0) await ktx.db.insertInto('samtykkesvar').values(svar).execute()
  await ktx.db
    .insertInto('samtykkeendring')
    .values({
      tenant: ktx.tenant,
      sak,
      nr: versjon,
      tid: na,
      person,
      endringer: JSON.stringify(endringerMellom(fra, til)),
    })
    .execute()
}

export type Samtykkeendring = { tid: Date; person: string; endringer: Endring[] }

/** Who changed what, newest first. */
export async function samtykkehistorikk(ktx: Kontekst, sak: string): Promise<Samtykkeendring[]> {
  const rader = await ktx.db
    .selectFrom('samtykkeendring')
    .select(['tid', 'person', 'endringer'])
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .orderBy('nr', 'desc')
    .execute()
  return rader.map(rad => ({ ...rad, endringer: rad.endringer as Endring[] }))
}
