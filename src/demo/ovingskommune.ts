import { DateTime } from 'luxon'
import { MINUTTER, nesteTid, STED } from '../apendor/apendor.ts'
import { leggTilDrofting, opprettDag } from '../apendor/apendor-store.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { helligdag, nesteISerien } from '../mote/arbeidsdager.ts'
import { lagreSerie, opprettMote } from '../mote/mote-store.ts'
import { tidspunkt } from '../mote/moter.ts'
import { leggTilPunkt } from '../mote/punkt-store.ts'
import { opprettOppgave } from '../oppfolging/oppgave-store.ts'
import type { Utfall } from '../referat/referat.ts'
import {
  hentTiltak,
  lagrePunktinnhold,
  leggTilTiltak,
  opprettReferat,
  settGodkjent,
} from '../referat/referat-store.ts'
import { opprettSak } from '../sak/sak-store.ts'
import type { Saksinnhold } from '../sak/saker.ts'
import { personId, type Rolle, TJENESTE_FOR, type Tjeneste } from '../tilgang/roller.ts'
import {
  alleSkoler,
  lagreGruppe,
  lagreKanal,
  lagrePerson,
  lagreRolle,
  lagreSkole,
} from '../tilgang/tilgang-store.ts'
import { lagreRessurs } from '../veiledning/ressurs-store.ts'
import type { Ressurs } from '../veiledning/ressurser.ts'

export type Ovingsperson = {
  id: string
  oid: string
  fornavn: string
  etternavn: string
  navn: string
  roller: Rolle[]
  tjeneste: Tjeneste
}

const person = (nr: number, fornavn: string, etternavn: string, roller: Rolle[]): Ovingsperson => {
  const [forste = 'sosiallarer'] = roller
  return {
    id: `29:oving-${nr}`,
    oid: `00000000-0000-4000-8000-00000000000${nr}`,
    fornavn,
    etternavn,
    navn: `${fornavn} ${etternavn}`,
    roller,
    tjeneste: TJENESTE_FOR[forste],
  }
}

/** The practice municipality: nobody in it exists. The first person is the local client's own user. */
export const OVING = {
  kommune: 'Øvingskommunen',
  tenant: '0e000000-0000-4000-8000-00000000000a',
  bot: { id: '28:skolestotte', navn: 'Skolestøtte' },
  skole: { id: 'fjordvik', navn: 'Fjordvik skole' },
  team: {
    id: '19:fjordvik@thread.tacv2',
    navn: 'Fjordvik skole',
    aadGroupId: '0e000000-0000-4000-8000-00000000000b',
  },
  kanal: { id: '19:fjordvik-innsatsteam@thread.tacv2', navn: 'Innsatsteam' },
  personligChat: 'a:oving-1',
  motechat: { id: '19:meeting_oving@thread.v2' },
  gruppechat: { id: '19:fjordvik-gruppe@thread.v2', navn: 'Gruppechat' },
  personer: [
    person(1, 'Sara', 'Sosiallærer', ['sosiallarer']),
    person(2, 'Rolf', 'Rektor', ['rektor']),
    person(3, 'Siri', 'Sosialagent', ['sosialagent']),
    person(4, 'Hege', 'Helsesykepleier', ['helsesykepleier']),
    person(5, 'Frida', 'Fagkonsulent', ['barnevern_mottak', 'fagkonsulent']),
    person(6, 'Odd', 'Oslohjelpa', ['oslohjelpa', 'fritidsklubb']),
  ],
} as const satisfies { personer: Ovingsperson[]; [felt: string]: unknown }

/** Where the person is reached by mail, as Teams says it. */
export const epostTil = (person: { id: string }): string => `${person.id.slice(3)}@oving.example`

/** The practice school's people, as Teams lists the members of their team and of the channel. */
export const OVINGSMEDLEMMER = OVING.personer.map(p => ({
  id: p.id,
  name: p.navn,
  aadObjectId: p.oid,
  tenantId: OVING.tenant,
  email: epostTil(p),
}))

export const ovingsId = (p: { oid: string }) => personId(OVING.tenant, p.oid)

/** The first administrator of the practice municipality: the client's own user. */
export const OVINGSADMINISTRATOR = ovingsId(OVING.personer[0])

/** The practice municipality as one object, so that scripts can act as its people. */
export function ovingSomJson() {
  return {
    municipality: OVING.kommune,
    tenant: OVING.tenant,
    bot: { id: OVING.bot.id, name: OVING.bot.navn },
    school: { id: OVING.skole.id, name: OVING.skole.navn },
    team: { id: OVING.team.id, name: OVING.team.navn, aadGroupId: OVING.team.aadGroupId },
    channel: { id: OVING.kanal.id, name: OVING.kanal.navn },
    people: OVING.personer.map((p, i) => ({
      id: p.id,
      aadObjectId: p.oid,
      name: p.navn,
      role: p.roller[0],
      service: p.tjeneste,
      roles: p.roller.map(rolle => ({ role: rolle, service: TJENESTE_FOR[rolle] })),
      administrator: i === 0,
      currentUser: i === 0,
      personalChat: i === 0 ? OVING.personligChat : null,
    })),
  }
}

const RESSURSER: readonly Ressurs[] = [
  {
    id: 'ressurs-1',
    kategori: 'maler',
    tittel: 'Skjema for samtykke',
    lenke: 'https://kommunen.example/samtykke',
    tekst: '',
  },
  {
    id: 'ressurs-2',
    kategori: 'foreldre',
    tittel: 'Brosjyre om innsatsteamet',
    lenke: 'https://kommunen.example/til-foreldre',
    tekst: '',
  },
  {
    id: 'ressurs-3',
    kategori: 'meldekanal',
    tittel: 'Bekymringsmelding på nett',
    lenke: 'https://kommunen.example/bekymringsmelding',
    tekst: 'Åpent hele døgnet',
  },
]

const KLOKKE = '10:15'
const FREDAG = 5

/**
 * School, people, series, and the meeting of four weeks ago with its referat and tasks; so the first `/innsatsteam ny` has
 * something under «Siden sist»; and a day of «åpen dør». Does nothing when the school is there already.
 */
export async function leggInnOvingsdata(ktx: Kontekst, serviceUrl: string): Promise<void> {
  if ((await alleSkoler(ktx)).length > 0) return
  const [sara, rolf, siri, hege, frida] = OVING.personer
  await lagreSkole(ktx, OVING.skole)
  await lagreKanal(ktx, {
    kanal: OVING.kanal.id,
    team: OVING.team.id,
    skole: OVING.skole.id,
    service_url: serviceUrl,
  })
  await lagreGruppe(ktx, OVING.team.id, OVING.team.aadGroupId)
  for (const p of OVING.personer) {
    await lagrePerson(ktx, { person: ovingsId(p), navn: p.navn, konto: p.id })
    for (const rolle of p.roller) {
      await lagreRolle(ktx, OVING.skole.id, { person: ovingsId(p), rolle, tjeneste: TJENESTE_FOR[rolle] })
    }
  }
  await lagreSerie(ktx, OVING.skole.id, 'innsatsteam', {
    uker: 4,
    minutter: 90,
    ukedag: FREDAG,
    klokke: KLOKKE,
    sted: 'Grupperom 2',
  })

  for (const ressurs of RESSURSER) await lagreRessurs(ktx, ressurs, OVINGSADMINISTRATOR)
  await leggInnApenDor(ktx, frida)

  const { forrige, neste } = motedatoer(ktx.na())
  const start = tidspunkt(forrige, KLOKKE)
  const mote = await opprettMote(ktx, {
    id: crypto.randomUUID(),
    skole: OVING.skole.id,
    type: 'innsatsteam',
    dato: forrige,
    start: start.toJSDate(),
    minutter: 90,
    sted: 'Grupperom 2',
    frist: start.minus({ days: 1 }).set({ hour: 12, minute: 0 }).toJSDate(),
    status: 'avholdt',
    leder: ovingsId(rolf),
    innkalt_av: ovingsId(sara),
    kanal: OVING.kanal.id,
    tilstede: 'skole,bv,skolehelse,oslohjelpa,fritidsklubb',
    andre: '',
  })
  if (mote === undefined) return
  const tidligere: Kontekst = { ...ktx, na: () => start.plus({ minutes: 90 }) }

  await leggInnSak(tidligere, mote.id, {
    ref: 'K7F3',
    meldtAv: sara,
    innhold: {
      type: 'skolevegring',
      beskrivelse:
        'Har vært borte fra skolen 14 dager siden høstferien. Kommer oftest når skoledagen starter rolig.',
      tattOpp: 'begge',
      onsker: 'Foreldrene ønsker en fast voksen som tar imot om morgenen.',
      provd: 'Samtaler med kontaktlærer, tilpasset timeplan i to uker.',
      sporsmal: 'Hva kan hver tjeneste bidra med for en trygg start på dagen?',
      borBidra: ['skolehelse', 'bv'],
      vern: 'ingen',
    },
    oppsummering: 'Teamet er enige om å prøve en rolig morgenstart i fire uker.',
    beslutning: 'Morgensamtale tre dager i uka. Vurderes på neste møte.',
    utfall: 'viderefort',
    tiltak: [
      {
        tekst: 'Tilby samtale på helsekontoret, tidlig i uka.',
        ansvarlig: hege,
        frist: DateTime.fromISO(neste).minus({ days: 4 }).toFormat('yyyy-MM-dd'),
      },
      {
        tekst: 'Undersøke om familien ønsker veiledning hjemme.',
        ansvarlig: frida,
        frist: DateTime.fromISO(neste).minus({ days: 2 }).toFormat('yyyy-MM-dd'),
      },
    ],
  })
  await leggInnSak(tidligere, mote.id, {
    ref: 'R4T6',
    meldtAv: siri,
    innhold: {
      type: 'fritid',
      beskrivelse: 'Er mye alene etter skoletid og ønsker å være med på noe.',
      tattOpp: 'begge',
      onsker: 'Eleven vil prøve klatring.',
      provd: 'Har snakket med eleven om hva som finnes i nærmiljøet.',
      sporsmal: 'Hvem kan følge de første gangene?',
      borBidra: ['fritidsklubb', 'oslohjelpa'],
      vern: 'ingen',
    },
    oppsummering: 'Fritidsklubben har plass i klatregruppa.',
    beslutning: 'Sosialagenten følger de to første gangene.',
    utfall: 'droftet',
    tiltak: [{ tekst: 'Avtale første klatretime og følge dit.', ansvarlig: siri, frist: neste }],
  })
  await opprettReferat(tidligere, mote.id)
  await settGodkjent(tidligere, mote.id, ovingsId(rolf))
}

/** The next working day after school, with two who have signed up. */
async function leggInnApenDor(ktx: Kontekst, fagkonsulent: Ovingsperson): Promise<void> {
  const { dato, klokke } = nesteTid(undefined, ktx.na())
  const id = crypto.randomUUID()
  await opprettDag(ktx, {
    id,
    skole: OVING.skole.id,
    slag: 'apen_dor',
    fast: '',
    dato,
    start: tidspunkt(dato, klokke).toJSDate(),
    minutter: MINUTTER,
    fagkonsulent: ovingsId(fagkonsulent),
    sted: STED,
    kanal: OVING.kanal.id,
    status: 'planlagt',
  })
  for (const [gruppe, trinn] of [
    ['larer', '5-7'],
    ['aks', '1-4'],
  ] as const)
    await leggTilDrofting(ktx, { id: crypto.randomUUID(), dag: id, slag: 'pameldt', gruppe, trinn })
}

async function leggInnSak(
  ktx: Kontekst,
  mote: string,
  sak: {
    ref: string
    meldtAv: Ovingsperson
    innhold: Saksinnhold
    oppsummering: string
    beslutning: string
    utfall: Utfall
    tiltak: { tekst: string; ansvarlig: Ovingsperson; frist: string }[]
  },
): Promise<void> {
  const id = crypto.randomUUID()
  await opprettSak(
    ktx,
    {
      id,
      ref: sak.ref,
      skole: OVING.skole.id,
      apen: false,
      meldt_av: ovingsId(sak.meldtAv),
      meldt_tjeneste: sak.meldtAv.tjeneste,
    },
    sak.innhold,
  )
  const punkt = await leggTilPunkt(ktx, {
    mote,
    slag: 'sak',
    sak: id,
    ref: sak.ref,
    meldt_av: ovingsId(sak.meldtAv),
    tekst: '',
  })
  const { oppsummering, beslutning, utfall } = sak
  await lagrePunktinnhold(
    ktx,
    punkt,
    ovingsId(sak.meldtAv),
    { oppsummering, beslutning, enighet: 'ja' },
    utfall,
  )
  for (const t of sak.tiltak) {
    await leggTilTiltak(ktx, punkt, { tekst: t.tekst, ansvarlig: ovingsId(t.ansvarlig), frist: t.frist })
  }
  for (const [nr, tiltak] of (await hentTiltak(ktx, [punkt.id])).entries()) {
    if (tiltak.ansvarlig === null || tiltak.frist === null) continue
    const oppgave = {
      // The same order each time: a list of tasks is sorted by it.
      id: `oving-${sak.ref}-${nr}`,
      tiltak: tiltak.id,
      ref: sak.ref,
      skole: OVING.skole.id,
      mote,
      ansvarlig: tiltak.ansvarlig,
      frist: tiltak.frist,
    }
    await opprettOppgave(ktx, oppgave)
  }
}

/** The next Friday at least five days away that is no holiday, and the meeting four weeks before it. */
function motedatoer(na: DateTime): { forrige: string; neste: string } {
  const om5 = na.plus({ days: 5 })
  let neste = om5.plus({ days: (FREDAG - om5.weekday + 7) % 7 }).toFormat('yyyy-MM-dd')
  while (helligdag(neste) !== undefined) neste = nesteISerien(neste, 1)
  return { forrige: DateTime.fromISO(neste).minus({ weeks: 4 }).toFormat('yyyy-MM-dd'), neste }
}
