import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Deltaker, type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { angreSteg, velgIForlop } from '../src/forlop/flytt-forlop.ts'
import { hentForlop, hentSjekkpunkter, leggTilForlopsperson } from '../src/forlop/forlop-store.ts'
import { kontaktpunktFor } from '../src/forlop/kontaktpunkt.ts'
import { opprettForlop } from '../src/forlop/opprett-forlop.ts'
import { settKontaktperson } from '../src/forlop/overdra.ts'
import { kryssAv } from '../src/forlop/sjekkpunkter.ts'
import { hentDeltakere } from '../src/mote/deltaker-store.ts'
import { kallInnForlopsmote } from '../src/mote/kall-inn-forlopsmote.ts'
import { hentPunkter } from '../src/mote/punkt-store.ts'
import { opprettOppgave } from '../src/oppfolging/oppgave-store.ts'
import { hentTiltak, leggTilTiltak } from '../src/referat/referat-store.ts'
import { type Rolle, TJENESTE_FOR } from '../src/tilgang/roller.ts'
import { lagrePerson, lagreRolle, slettRolle } from '../src/tilgang/tilgang-store.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const ansatt = (nr: number, fornavn: string, etternavn: string): Ovingsperson => ({
  id: `29:overtar-${nr}`,
  oid: `00000000-0000-4000-8000-0000000d000${nr}`,
  fornavn,
  etternavn,
  navn: `${fornavn} ${etternavn}`,
  roller: [],
  tjeneste: 'bv',
})
const KARI = ansatt(1, 'Kari', 'Kontaktperson')
const KNUT = ansatt(2, 'Knut', 'Kontaktperson')
const ANNA = ansatt(3, 'Anna', 'Avdelingsleder')
const NORA = ansatt(4, 'Nora', 'Nordenhet')
const STEN = ansatt(5, 'Sten', 'Sosiallærer')
const FOLK = [KARI, KNUT, ANNA, NORA, STEN]

let b: Testbot
let kari: Deltaker
let knut: Deltaker
let anna: Deltaker
let sten: Deltaker
const aktor = (p: Ovingsperson) => ({ person: ovingsId(p), navn: p.navn })
const gir = (p: Ovingsperson, rolle: Rolle, enhet = '') =>
  lagreRolle(b.bot.ktx, OVING.skole.id, {
    person: ovingsId(p),
    rolle,
    tjeneste: TJENESTE_FOR[rolle],
    enhet,
  })

beforeAll(async () => {
  b = await etTestbot({ valg: { lagring: { dager: 3650, sikkerhetskopiDager: 7 } } })
  b.kobling.medlemmer(
    OVING.team.id,
    [...OVING.personer, ...FOLK].map(p => ({
      id: p.id,
      name: p.navn,
      aadObjectId: p.oid,
      tenantId: OVING.tenant,
    })),
  )
  ;[kari, knut, anna, sten] = [KARI, KNUT, ANNA, STEN].map(p => b.scene.som(p)) as [
    Deltaker,
    Deltaker,
    Deltaker,
    Deltaker,
  ]
})
beforeEach(async () => {
  await begynnPaNytt(b)
  for (const p of FOLK) {
    await lagrePerson(b.bot.ktx, {
      person: ovingsId(p),
      navn: p.navn,
      konto: p.id,
      service_url: b.kobling.serviceUrl,
    })
  }
  await gir(KARI, 'kontaktperson')
  await gir(KNUT, 'kontaktperson')
  await gir(ANNA, 'avdelingsleder')
  await gir(NORA, 'kontaktperson', 'nord')
})
afterAll(() => b.stopp())

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

async function etForlop(
  rutine: string,
  ...valg: (string | [string, string])[]
): Promise<{ sak: string; ref: string }> {
  const svar = await opprettForlop(b.bot.ktx, aktor(b.frida.person), {
    skole: OVING.skole.id,
    rutine,
    melding: '2026-11-20',
    melder: 'skole',
    enhet: '',
  })
  if (svar.kode !== 'opprettet') throw new Error(svar.kode)
  for (const v of valg) {
    const [id, dato] = typeof v === 'string' ? [v, undefined] : v
    const { versjon = 0 } = (await hentForlop(b.bot.ktx, svar.sak)) ?? {}
    const utfall = await velgIForlop(b.bot.ktx, aktor(b.frida.person), {
      sak: svar.sak,
      versjon,
      valg: id,
      avvik: undefined,
      dato,
    })
    expect(utfall.kode).toBe('flyttet')
  }
  return svar
}
const velger = (hvem: Ovingsperson, sak: string, til: Ovingsperson) =>
  settKontaktperson(b.bot.ktx, aktor(hvem), { sak, person: ovingsId(til) })
const ringingen = async (sak: string) =>
  (await hentSjekkpunkter(b.bot.ktx, [sak])).filter(s => s.kode === 'ring_sosiallarer')

/** The opening meeting of the forløp, on Friday 4 December. */
async function etOppstartsmote(sak: string, ...deltakere: Ovingsperson[]): Promise<string> {
  const svar = await kallInnForlopsmote(b.bot.ktx, aktor(b.frida.person), {
    sak,
    type: 'oppstartsmote',
    dato: '2026-12-04',
    klokke: '10:00',
    sted: '',
    tolk: false,
    familie: 'ja',
    ungdom: 'under_15',
    larer: 'ikke_aktuelt',
    deltakere: deltakere.map(ovingsId),
  })
  if (svar.kode !== 'kalt-inn') throw new Error(svar.kode)
  return svar.mote
}

/** An open task of a meeting. */
async function enOppgave(mote: string, hos: Ovingsperson): Promise<string> {
  const { ktx } = b.bot
  const [punkt] = (await hentPunkter(ktx, mote)).filter(p => p.sak !== null)
  if (punkt === undefined) throw new Error('møtet har ingen punkter')
  const finnes = (await hentTiltak(ktx, [punkt.id])).map(t => t.id)
  await leggTilTiltak(ktx, punkt, {
    tekst: 'Ta det opp i neste møte.',
    ansvarlig: ovingsId(hos),
    frist: '2026-12-18',
  })
  const tiltak = (await hentTiltak(ktx, [punkt.id])).find(t => !finnes.includes(t.id))
  const oppgave = {
    id: crypto.randomUUID(),
    tiltak: tiltak?.id ?? '',
    ref: punkt.ref,
    skole: OVING.skole.id,
    mote,
    ansvarlig: ovingsId(hos),
    frist: '2026-12-18',
  }
  await opprettOppgave(ktx, oppgave)
  return oppgave.id
}
const eierAv = async (oppgave: string) =>
  (
    await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('ansvarlig')
      .where('id', '=', oppgave)
      .executeTakeFirstOrThrow()
  ).ansvarlig

describe('en ny kontaktperson', () => {
  it('får kortet i chatten, med det neste å gjøre og når møtet er', async () => {
    const { sak, ref } = await etForlop('bekymringsmelding', 'undersokes', 'avtalt')
    await etOppstartsmote(sak)
    const nye = fraNaAv(b)
    expect(await velger(ANNA, sak, KARI)).toEqual({ kode: 'satt', sak })
    await b.send()
    const kort = await b.scene.visning(kari.chat, 'Jeg har ringt')
    expect(skjermtekst(kort)).toContain(
      `Du er ny kontaktperson i ${ref}. Ring sosiallærer og presenter deg. Neste møte er fredag 4. desember`,
    )
    expect(knapper(kort.kort).map(k => k.tittel)).toEqual(['Jeg har ringt', 'Åpne forløpet'])
    expect(somTekst(nye(b.sara.chat))).not.toContain('Du er ny kontaktperson')
    const [ring] = await ringingen(sak)
    // Five working days from Saturday 21 November.
    expect(ring).toMatchObject({ part: 'bv', frist: '2026-11-27', gjort: null })
  })

  it('velges av barnevernet, blant dem som svarer for forløp i enheten', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes')
    for (const hvem of [b.sara.person, b.rolf.person])
      expect(await velger(hvem, sak, KARI)).toEqual({ kode: 'mangler-rolle' })
    for (const hvem of [b.siri.person, b.odd.person, NORA, STEN])
      expect(await velger(hvem, sak, KARI)).toEqual({ kode: 'finnes-ikke' })
    for (const til of [b.sara.person, b.siri.person, NORA, STEN])
      expect(await velger(KNUT, sak, til)).toEqual({ kode: 'ukjent-person' })
    expect(await velger(KNUT, sak, b.frida.person)).toEqual({ kode: 'satt', sak })
    expect(await velger(KNUT, sak, b.frida.person)).toEqual({ kode: 'uendret', sak })
    expect(await ringingen(sak)).toHaveLength(1)
  })

  it('får oppgavene og plassen i møtene; påminnelsene følger med', async () => {
    const { sak, ref } = await etForlop('bekymringsmelding', 'undersokes', 'avtalt')
    await velger(ANNA, sak, KARI)
    const mote = await etOppstartsmote(sak)
    const oppgave = await enOppgave(mote, KARI)
    const annen = await enOppgave(mote, b.sara.person)
    expect(await hentDeltakere(b.bot.ktx, mote)).toContain(ovingsId(KARI))
    await b.send()
    await velger(ANNA, sak, KNUT)
    await b.send()
    expect(await eierAv(oppgave)).toBe(ovingsId(KNUT))
    expect(await eierAv(annen)).toBe(ovingsId(b.sara.person))
    const deltakere = await hentDeltakere(b.bot.ktx, mote)
    expect(deltakere).toContain(ovingsId(KNUT))
    expect(deltakere).not.toContain(ovingsId(KARI))
    expect(deltakere).toContain(ovingsId(b.sara.person))
    expect(b.scene.tekstI(knut.chat)).toContain(`Du har fått en oppfølging i ${ref}`)
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T08:00')
    expect(somTekst(nye(knut.chat))).toMatch(new RegExp(`Påminnelser: 1 med frist snart[\\s\\S]*${ref}`))
    expect(somTekst(nye(kari.chat))).not.toContain('Påminnelser: ')
  })

  it('den forrige blir i møtet når hun er nevnt i forløpet', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes', 'avtalt')
    await velger(ANNA, sak, KARI)
    const mote = await etOppstartsmote(sak)
    await leggTilForlopsperson(b.bot.ktx, sak, ovingsId(KARI))
    await velger(ANNA, sak, KNUT)
    expect(await hentDeltakere(b.bot.ktx, mote)).toEqual(
      expect.arrayContaining([ovingsId(KARI), ovingsId(KNUT)]),
    )
  })

  it('får ikke beskjed om å ringe en skole som ikke skal vite noe ennå', async () => {
    const { sak } = await etForlop('vold')
    await velger(b.frida.person, sak, KARI)
    await b.send()
    const kort = await b.scene.visning(kari.chat, 'Åpne forløpet')
    expect(skjermtekst(kort)).not.toContain('Ring sosiallærer')
    expect(knapper(kort.kort).map(k => k.tittel)).toEqual(['Åpne forløpet'])
    expect(await ringingen(sak)).toEqual([])
  })
})

describe('«Jeg har ringt»', () => {
  it('krysser av, og ingen andre hører noe', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    await b.send()
    const kort = await b.scene.visning(kari.chat, 'Jeg har ringt')
    const svar = await kari.trykker(kort, 'Jeg har ringt')
    expect(skjermtekst(svar)).toContain('Notert. Sosiallærer er ringt.')
    expect((await ringingen(sak)).map(s => s.gjort_av)).toEqual([ovingsId(KARI)])
    const nye = fraNaAv(b)
    await gaTil('2026-11-30T08:00')
    expect(somTekst(nye(anna.chat))).not.toContain('har ikke ringt')
    // Once more changes nothing.
    expect(skjermtekst(await kari.trykker(kort, 'Jeg har ringt'))).toContain('Notert.')
  })

  it('i overføringen går forløpet videre; og sier skolen det, er det krysset av', async () => {
    const forst = await etForlop('tiltak')
    await velger(ANNA, forst.sak, KARI)
    await b.send()
    await kari.trykker(await b.scene.visning(kari.chat, 'Jeg har ringt'), 'Jeg har ringt')
    expect(await hentForlop(b.bot.ktx, forst.sak)).toMatchObject({ rutine: 'tiltak', steg: 'samarbeid' })

    const annet = await etForlop('tiltak')
    await velger(ANNA, annet.sak, KARI)
    const { versjon = 0 } = (await hentForlop(b.bot.ktx, annet.sak)) ?? {}
    await velgIForlop(b.bot.ktx, aktor(b.sara.person), {
      sak: annet.sak,
      versjon,
      valg: 'presentert',
      avvik: undefined,
      dato: undefined,
    })
    expect((await ringingen(annet.sak)).map(s => s.gjort_av)).toEqual([ovingsId(b.sara.person)])
  })

  it('er barnevernets: skolen får vite det, for andre finnes det ikke', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    await b.send()
    const kort = await b.scene.visning(kari.chat, 'Jeg har ringt')
    const som = (hvem: Deltaker) => hvem.sender({ ...kort, samtale: hvem.chat }, 'forlop.har-ringt', { sak })
    expect(skjermtekst(await som(b.sara))).toContain('Bare barnevernet kan si at det har ringt.')
    for (const hvem of [b.siri, b.odd, b.scene.som(NORA), sten])
      expect(skjermtekst(await som(hvem))).toBe('Dette finnes ikke, eller du har ikke tilgang.')
    expect((await ringingen(sak)).map(s => s.gjort)).toEqual([null])
  })
})

describe('ringer ingen', () => {
  it('hører avdelingslederen det arbeidsdagen etter fristen, og ikke den som skulle ringt', async () => {
    const { sak, ref } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    const nye = fraNaAv(b)
    await gaTil('2026-11-27T16:00')
    expect(somTekst(nye(anna.chat))).not.toContain('har ikke ringt')
    await gaTil('2026-11-30T07:59')
    expect(somTekst(nye(anna.chat))).not.toContain('har ikke ringt')
    await gaTil('2026-11-30T08:00')
    expect(somTekst(nye(anna.chat))).toContain(
      `Den nye kontaktpersonen i ${ref} har ikke ringt sosiallærer ennå.`,
    )
    expect(somTekst([...nye(kari.chat), ...nye(b.sara.chat)])).not.toContain('har ikke ringt')
    const kort = await b.scene.visning(anna.chat, 'Åpne forløpet')
    expect(knapper(kort.kort).map(k => k.data)).toMatchObject([{ sak }])
  })

  it('telles det på nytt når en annen blir kontaktperson', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    await gaTil('2026-11-26T09:00')
    await velger(ANNA, sak, KNUT)
    expect((await ringingen(sak)).map(s => s.frist)).toEqual(['2026-12-03'])
    const nye = fraNaAv(b)
    await gaTil('2026-12-03T09:00')
    expect(somTekst(nye(anna.chat))).not.toContain('har ikke ringt')
    await gaTil('2026-12-04T08:00')
    expect(somTekst(nye(anna.chat))).toContain('har ikke ringt')
  })

  it('er det stille når det er krysset av i forløpet', async () => {
    const { sak } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    const [ring] = await ringingen(sak)
    await kryssAv(b.bot.ktx, aktor(b.frida.person), { sak, sjekkpunkt: ring?.id ?? '', gjort: true })
    const nye = fraNaAv(b)
    await gaTil('2026-12-10T08:00')
    expect(somTekst(nye(anna.chat))).not.toContain('har ikke ringt')
  })
})

describe('tar overføringen lang tid', () => {
  it('får sosiallæreren vite hvem skolen kan ta kontakt med', async () => {
    const { ref } = await etForlop('tiltak')
    const nye = fraNaAv(b)
    // Four weeks from 21 November, and the working day after.
    await gaTil('2026-12-19T08:00')
    expect(somTekst(nye(b.sara.chat))).not.toContain('Ingen ny kontaktperson')
    await gaTil('2026-12-21T08:00')
    expect(somTekst(nye(b.sara.chat))).toContain(
      `Ingen ny kontaktperson i ${ref} har ringt ennå. Ta kontakt med Anna Avdelingsleder i barnevernet.`,
    )
    expect(somTekst(nye(b.rolf.chat))).not.toContain('Ingen ny kontaktperson')
  })

  it('er det stille når noen har ringt, men ikke når det ble angret', async () => {
    const { sak } = await etForlop('tiltak', 'presentert')
    const nye = fraNaAv(b)
    await gaTil('2026-12-21T08:00')
    expect(somTekst(nye(b.sara.chat))).not.toContain('Ingen ny kontaktperson')
    expect((await hentForlop(b.bot.ktx, sak))?.steg).toBe('samarbeid')

    b.settTid('2026-12-22T09:00')
    const annet = await etForlop('tiltak', 'presentert')
    expect(await angreSteg(b.bot.ktx, aktor(b.frida.person), { sak: annet.sak })).toMatchObject({
      kode: 'angret',
    })
    await gaTil('2027-01-20T08:00')
    expect(somTekst(nye(b.sara.chat))).toContain(`Ingen ny kontaktperson i ${annet.ref}`)
  })

  it('er kontaktpunktet det som er avtalt, ellers avdelingslederen, ellers resepsjonen', async () => {
    const { sak } = await etForlop('tiltak')
    const { ktx } = b.bot
    const hos = async (kontaktpunkt: string | null, enhet = '', valg = ktx.valg) =>
      kontaktpunktFor({ ...ktx, valg }, { sak, enhet, kontaktpunkt })
    const annas = { slag: 'person', person: ovingsId(ANNA), navn: ANNA.navn }
    expect(await hos(null)).toEqual(annas)
    expect(await hos('avdelingsleder')).toEqual(annas)
    expect(await hos(ovingsId(KNUT))).toEqual({ slag: 'person', person: ovingsId(KNUT), navn: KNUT.navn })
    expect(await hos(ovingsId(STEN))).toEqual(annas)
    expect(await hos('resepsjon')).toEqual({ slag: 'resepsjon' })
    expect(await hos(null, 'nord')).toEqual({ slag: 'resepsjon' })
    const resepsjon = { ...ktx.valg, overdragelse: { dager: 5, kontaktpunkt: 'resepsjon' as const } }
    expect(await hos(null, '', resepsjon)).toEqual({ slag: 'resepsjon' })
    expect(await hos('avdelingsleder', '', resepsjon)).toEqual(annas)
  })
})

describe('en rolle ved skolen skifter hender', () => {
  const kanalen: Skjerm = {
    kort: undefined,
    tekst: undefined,
    samtale: OVING.kanal.id,
    aktivitet: 'oppsett',
    status: 200,
  }
  // Sara is the administrator too: her role as sosiallærer is what is taken.
  const tar = (fra: Ovingsperson, rolle: Rolle) =>
    b.sara.sender(kanalen, 'oppsett.fjern-rolle', { hvem: ovingsId(fra), hvilken: rolle })
  const tilbyr = (til: Ovingsperson, rolle: Rolle) =>
    b.sara.sender(kanalen, 'oppsett.gi-rolle', { person: ovingsId(til), rolle })

  async function lageRolig() {
    const { sak, ref } = await etForlop('bekymringsmelding', 'undersokes', 'avtalt')
    const mote = await etOppstartsmote(sak)
    const oppgave = await enOppgave(mote, b.sara.person)
    await b.send()
    return { sak, ref, mote, oppgave }
  }
  /** What is Sara's of the team's, from the meeting four weeks ago. */
  const teamoppgaver = async (p: Ovingsperson) =>
    (
      await b.bot.ktx.db
        .selectFrom('oppgave')
        .innerJoin('mote', 'mote.id', 'oppgave.mote')
        .select('oppgave.id')
        .where('oppgave.ansvarlig', '=', ovingsId(p))
        .where('mote.forlop', 'is', null)
        .where('oppgave.status', 'in', ['apen', 'viderefort'])
        .execute()
    ).length

  async function slutt(sak: string, mote: string, oppgave: string) {
    return {
      sosiallarer: (await hentForlop(b.bot.ktx, sak))?.sosiallarer,
      eier: await eierAv(oppgave),
      deltakere: await hentDeltakere(b.bot.ktx, mote),
      ledige: await b.bot.ktx.db.selectFrom('ledig_rolle').select('person').execute(),
    }
  }

  it.each(['tas først', 'gis først'])('det ender likt: rollen %s', async rekkefolge => {
    const { sak, mote, oppgave } = await lageRolig()
    const nye = fraNaAv(b)
    if (rekkefolge === 'tas først') {
      await tar(b.sara.person, 'sosiallarer')
      expect(await eierAv(oppgave)).toBe(ovingsId(b.sara.person))
      await tilbyr(STEN, 'sosiallarer')
    } else {
      await tilbyr(STEN, 'sosiallarer')
      // Two may well share the work: nothing moves while both have the role.
      expect(await eierAv(oppgave)).toBe(ovingsId(b.sara.person))
      await tar(b.sara.person, 'sosiallarer')
    }
    await b.send()
    const na = await slutt(sak, mote, oppgave)
    expect(na).toMatchObject({ sosiallarer: ovingsId(STEN), eier: ovingsId(STEN), ledige: [] })
    expect(na.deltakere).toContain(ovingsId(STEN))
    expect(na.deltakere).not.toContain(ovingsId(b.sara.person))
    expect(somTekst(nye(sten.chat))).toContain(
      'Du er ny sosiallærer ved Fjordvik skole. 1 forløp og 1 oppfølging følger med. Åpne /forløp og /oppgaver.',
    )
    await gaTil('2026-11-21T10:00')
    expect(somTekst(nye(b.rolf.chat))).not.toContain('venter på ny')
  })

  it('har ingen rollen, venter det, og rektor får vite hvor mye', async () => {
    const { oppgave } = await lageRolig()
    const nye = fraNaAv(b)
    await tar(b.sara.person, 'sosiallarer')
    await gaTil('2026-11-21T09:29')
    expect(somTekst(nye(b.rolf.chat))).not.toContain('venter på ny')
    await gaTil('2026-11-21T09:31')
    expect(somTekst(nye(b.rolf.chat))).toContain(
      '1 forløp og 1 oppfølging ved Fjordvik skole venter på ny sosiallærer.',
    )
    expect(await eierAv(oppgave)).toBe(ovingsId(b.sara.person))
    await gaTil('2026-12-01T12:00')
    await tilbyr(STEN, 'sosiallarer')
    expect(await eierAv(oppgave)).toBe(ovingsId(STEN))
  })

  it('får den samme rollen tilbake, er alt som før', async () => {
    const { sak, mote, oppgave } = await lageRolig()
    await tar(b.sara.person, 'sosiallarer')
    await lagreRolle(b.bot.ktx, OVING.skole.id, {
      person: ovingsId(b.sara.person),
      rolle: 'sosiallarer',
      tjeneste: 'skole',
    })
    await tilbyr(STEN, 'ppt')
    expect(await slutt(sak, mote, oppgave)).toMatchObject({
      sosiallarer: ovingsId(b.sara.person),
      eier: ovingsId(b.sara.person),
    })
  })

  it('teller ikke forløp skolen ikke skal vite om', async () => {
    const { sak } = await etForlop('vold')
    const nye = fraNaAv(b)
    await tilbyr(STEN, 'sosiallarer')
    await tar(b.sara.person, 'sosiallarer')
    await b.send()
    expect((await hentForlop(b.bot.ktx, sak))?.sosiallarer).toBe(ovingsId(STEN))
    expect(somTekst(nye(sten.chat))).not.toContain('forløp')
  })

  it('sosialagentens oppgaver i teamet følger med, men ikke når hun fortsatt er i teamet', async () => {
    const antall = await teamoppgaver(b.siri.person)
    expect(antall).toBeGreaterThan(0)
    await gir(b.siri.person, 'miljoteam')
    await tilbyr(STEN, 'sosialagent')
    await tar(b.siri.person, 'sosialagent')
    expect([await teamoppgaver(b.siri.person), await teamoppgaver(STEN)]).toEqual([antall, 0])
    await gir(b.siri.person, 'sosialagent')
    await slettRolle(b.bot.ktx, OVING.skole.id, ovingsId(b.siri.person), 'miljoteam')
    await tar(b.siri.person, 'sosialagent')
    expect([await teamoppgaver(b.siri.person), await teamoppgaver(STEN)]).toEqual([0, antall])
  })

  it('kontaktpersonens forløp følger rollen i enheten, med kortet for hvert av dem', async () => {
    const { sak, ref } = await etForlop('bekymringsmelding', 'undersokes')
    await velger(ANNA, sak, KARI)
    await tar(KARI, 'kontaktperson')
    await b.send()
    expect((await hentForlop(b.bot.ktx, sak))?.kontaktperson).toBe(ovingsId(KNUT))
    expect(b.scene.tekstI(knut.chat)).toContain(`Du er ny kontaktperson i ${ref}.`)
  })
})
