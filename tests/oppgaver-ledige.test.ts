import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { velgIForlop } from '../src/forlop/flytt-forlop.ts'
import { hentForlop } from '../src/forlop/forlop-store.ts'
import { opprettForlop } from '../src/forlop/opprett-forlop.ts'
import { adgangTilOppgaven } from '../src/mote/adgang-til-mote.ts'
import { kallInnForlopsmote } from '../src/mote/kall-inn-forlopsmote.ts'
import { fordelOppgaver } from '../src/oppfolging/fordel-oppgaver.ts'
import { hentFordeling } from '../src/oppfolging/hent-oppgaveliste.ts'
import { giVidere } from '../src/oppfolging/svar-oppgave.ts'
import { fjernRolle, giRolle, harSluttet } from '../src/tilgang/oppsett.ts'
import { type Rolle, TJENESTE_FOR } from '../src/tilgang/roller.ts'
import { lagrePerson, lagreRolle } from '../src/tilgang/tilgang-store.ts'
import { iChat } from './bygg/chat.ts'
import { iChatten, titler } from './bygg/forlop.ts'
import { enOppgave } from './bygg/oppgaver.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const ansatt = (nr: number, fornavn: string, etternavn: string): Ovingsperson => ({
  id: `29:ledig-${nr}`,
  oid: `00000000-0000-4000-8000-0000000e000${nr}`,
  fornavn,
  etternavn,
  navn: `${fornavn} ${etternavn}`,
  roller: [],
  tjeneste: 'bv',
})
const KARI = ansatt(1, 'Kari', 'Kontaktperson')
const ANNA = ansatt(2, 'Anna', 'Avdelingsleder')
const PER = ansatt(3, 'Per', 'Pedagog')
const SKOLE = OVING.skole.id
const TEKST = 'Ringe hjem på torsdag og høre hvordan det går.'

let b: Testbot
const aktor = (p: Ovingsperson) => ({ person: ovingsId(p), navn: p.navn })
const rett = { forste: [ovingsId(OVING.personer[0])], erTeameier: async () => false }
const sted = { kanal: OVING.kanal.id }

beforeAll(async () => {
  b = await etTestbot({ valg: { lagring: { dager: 3650, sikkerhetskopiDager: 7 } } })
  b.kobling.medlemmer(
    OVING.team.id,
    [...OVING.personer, KARI, ANNA, PER].map(p => ({
      id: p.id,
      name: p.navn,
      aadObjectId: p.oid,
      tenantId: OVING.tenant,
    })),
  )
})
async function paNytt() {
  await begynnPaNytt(b)
  await b.bot.ktx.db.deleteFrom('oppgave').execute()
  for (const p of [KARI, ANNA, PER])
    await lagrePerson(b.bot.ktx, {
      person: ovingsId(p),
      navn: p.navn,
      konto: p.id,
      service_url: b.kobling.serviceUrl,
    })
  for (const [p, rolle] of [
    [KARI, 'kontaktperson'],
    [ANNA, 'avdelingsleder'],
  ] as const)
    await lagreRolle(b.bot.ktx, SKOLE, {
      person: ovingsId(p),
      rolle,
      tjeneste: TJENESTE_FOR[rolle],
    })
}
beforeEach(paNytt)
afterAll(() => b.stopp())

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}
const senere = (minutter: number) =>
  gaTil(b.na().plus({ minutes: minutter }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))

const tar = (p: Ovingsperson, rolle: Rolle) =>
  fjernRolle(b.bot.ktx, aktor(b.sara.person), rett, { ...sted, person: ovingsId(p), rolle })
const eierAv = async (id: string) =>
  (
    await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('ansvarlig')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).ansvarlig

/** The team's members have changed, as the channel tells it. */
const teamet = (endring: Record<string, unknown>, eventType: string) =>
  b.scene.send(
    b.sara.aktivitet(OVING.kanal.id, {
      type: 'conversationUpdate',
      ...endring,
      channelData: { eventType, tenant: { id: OVING.tenant }, team: { id: OVING.team.id } },
    }),
  )

/** A forløp with a called-in meeting, where both sides are. */
async function etForlopsmote(): Promise<string> {
  const { ktx } = b.bot
  const frida = aktor(b.frida.person)
  const svar = await opprettForlop(ktx, frida, {
    skole: SKOLE,
    rutine: 'bekymringsmelding',
    melding: '2026-11-20',
    melder: 'skole',
    enhet: '',
  })
  if (svar.kode !== 'opprettet') throw new Error(svar.kode)
  for (const valg of ['undersokes', 'avtalt']) {
    const { versjon = 0 } = (await hentForlop(ktx, svar.sak)) ?? {}
    await velgIForlop(ktx, frida, { sak: svar.sak, versjon, valg, avvik: undefined, dato: undefined })
  }
  const kalt = await kallInnForlopsmote(ktx, frida, {
    sak: svar.sak,
    type: 'oppstartsmote',
    dato: '2026-12-04',
    klokke: '10:00',
    sted: '',
    tolk: false,
    familie: 'ja',
    ungdom: 'under_15',
    larer: 'ikke_aktuelt',
    deltakere: [],
  })
  if (kalt.kode !== 'kalt-inn') throw new Error(kalt.kode)
  return kalt.mote
}

describe('når noen mister den siste rollen sin', () => {
  it('får rektor vite det etter en halv time: navn og antall, aldri tekst', async () => {
    for (let nr = 0; nr < 4; nr++) await enOppgave(b, { hos: b.hege.person, tekst: TEKST })
    const nye = fraNaAv(b)
    await tar(b.hege.person, 'helsesykepleier')
    await senere(29)
    expect(somTekst(nye(b.rolf.chat))).not.toContain('Hege')
    await senere(2)
    expect(somTekst(nye(b.rolf.chat))).toContain(
      'Hege Helsesykepleier er ute av teamet ved Fjordvik skole. 4 oppfølginger trenger ny ansvarlig.',
    )
    expect(somTekst(nye(b.sara.chat))).not.toContain('trenger ny ansvarlig')
    expect(somTekst(nye())).not.toContain(TEKST)
    // Once.
    await senere(120)
    expect(nye(b.rolf.chat).filter(m => somTekst([m]).includes('trenger ny ansvarlig'))).toHaveLength(1)
  })

  it('sies ingenting når rollen er gitt tilbake i mellomtiden, eller når det ikke er noen oppfølginger', async () => {
    await enOppgave(b, { hos: b.hege.person })
    const nye = fraNaAv(b)
    await tar(b.hege.person, 'helsesykepleier')
    await tar(b.siri.person, 'sosialagent')
    await giRolle(b.bot.ktx, aktor(b.sara.person), rett, {
      ...sted,
      medlem: { person: ovingsId(b.hege.person), navn: b.hege.navn, konto: b.hege.person.id },
      rolle: 'helsesykepleier',
      enhet: '',
    })
    await senere(40)
    expect(somTekst(nye())).not.toContain('trenger ny ansvarlig')
  })

  it('sies det bare én gang når det venter på en ny i rollen', async () => {
    await enOppgave(b, { hos: b.siri.person })
    const nye = fraNaAv(b)
    await tar(b.siri.person, 'sosialagent')
    await senere(40)
    const tekst = somTekst(nye(b.rolf.chat))
    expect(tekst).toContain('1 oppfølging ved Fjordvik skole venter på ny sosialagent.')
    expect(tekst).not.toContain('trenger ny ansvarlig')
    // It may be given out at once all the same.
    const varsel = await iChat(b, b.rolf, 'venter på ny sosialagent')
    expect(skjermtekst(await b.rolf.trykker(varsel, 'Fordel oppfølgingene'))).toContain('1 oppfølging')
  })

  it('får barnevernets leder vite om forløpets, og skolen bare om teamets', async () => {
    const mote = await etForlopsmote()
    await enOppgave(b, { hos: KARI, mote, tekst: 'I forløpet.' })
    await enOppgave(b, { hos: KARI, tekst: 'I teamet.' })
    await lagreRolle(b.bot.ktx, SKOLE, {
      person: ovingsId(KARI),
      rolle: 'familieveileder',
      tjeneste: 'bv',
    })
    const nye = fraNaAv(b)
    // From the forløp she is gone, from the team she is not.
    await tar(KARI, 'kontaktperson')
    await b.bot.ktx.db.deleteFrom('ledig_rolle').execute()
    await senere(40)
    const alt = OVING.personer
      .map(p => b.scene.som(p))
      .concat([b.scene.som(ANNA)])
      .filter(hvem => somTekst(nye(hvem.chat)).includes('har ikke lenger tilgang til 1 oppfølging'))
    expect(alt).toHaveLength(1)
    const [leder] = alt
    if (leder === undefined) throw new Error('ingen fikk vite det')
    const kort = await leder.trykker(await iChat(b, leder, 'har ikke lenger tilgang'), 'Fordel oppfølgingene')
    expect(skjermtekst(kort)).toContain('I forløpet.')
    expect(skjermtekst(kort)).not.toContain('I teamet.')
  })
})

describe('kortet der de fordeles', () => {
  async function ledige(antall: number): Promise<Skjerm> {
    for (let nr = 0; nr < antall; nr++)
      await enOppgave(b, { hos: b.hege.person, tekst: `Tiltak ${nr}.`, frist: `2026-12-${10 + nr}` })
    await tar(b.hege.person, 'helsesykepleier')
    await senere(31)
    return b.rolf.trykker(await iChat(b, b.rolf, 'trenger ny ansvarlig'), 'Fordel oppfølgingene')
  }
  const eiere = async () =>
    (await b.bot.ktx.db.selectFrom('oppgave').select('ansvarlig').orderBy('frist').execute()).map(
      o => o.ansvarlig,
    )
  const nrFor = (kort: Skjerm, navn: string): string =>
    felt(kort.kort)
      .find(f => f.id === 'alle')
      ?.valg?.find(v => v.tittel.startsWith(navn))?.verdi ?? ''

  it('gir noen til én, én til en annen, lar resten stå, og nye får meldingen', async () => {
    const kort = await ledige(3)
    expect(skjermtekst(kort)).toContain('Fjordvik skole: 3 oppfølginger etter Hege Helsesykepleier')
    const nye = fraNaAv(b)
    const etter = await b.rolf.trykker(kort, 'Fordel', {
      til0: nrFor(kort, 'Odd'),
      til1: nrFor(kort, 'Siri'),
    })
    expect(skjermtekst(etter)).toContain('2 oppfølginger er fordelt.')
    expect(skjermtekst(etter)).toContain('Tiltak 2.')
    expect(skjermtekst(etter)).not.toContain('Tiltak 0.')
    expect(await eiere()).toEqual([b.odd, b.siri, b.hege].map(h => ovingsId(h.person)))
    await b.send()
    expect(somTekst(nye(b.odd.chat))).toContain('Du har fått en oppfølging i')
    expect(somTekst(nye(b.siri.chat))).toContain('Du har fått en oppfølging i')
    const sist = await b.rolf.trykker(etter, 'Fordel', { alle: nrFor(etter, 'Odd') })
    expect(skjermtekst(sist)).toContain('Alle oppfølgingene har en ansvarlig.')
    expect(titler(sist)).toEqual(['Skolens oppfølginger'])
  })

  it('«Gi alle til» gjelder også dem som ikke fikk plass, og det som er valgt for én går foran', async () => {
    const kort = await ledige(11)
    expect(skjermtekst(kort)).toContain('3 oppfølginger til.')
    const etter = await b.rolf.trykker(kort, 'Fordel', {
      alle: nrFor(kort, 'Odd'),
      til1: nrFor(kort, 'Siri'),
    })
    expect(skjermtekst(etter)).toContain('11 oppfølginger er fordelt.')
    const alle = await eiere()
    expect(alle[1]).toBe(ovingsId(b.siri.person))
    expect(alle.filter(p => p === ovingsId(b.odd.person))).toHaveLength(10)
  })

  it('gjøres én gang, også når Teams sender det to ganger, og skjemaet kommer igjen når ingen er valgt', async () => {
    const kort = await ledige(2)
    const tomt = await b.rolf.trykker(kort, 'Fordel')
    expect(skjermtekst(tomt)).toContain('Velg hvem som skal ha minst én av dem.')
    const knapp = knapper(kort.kort).find(k => k.tittel === 'Fordel')
    const inn = { ...(knapp?.data as object), alle: nrFor(kort, 'Odd') }
    const nye = fraNaAv(b)
    await Promise.all([b.rolf.sender(kort, 'ledige.fordel', inn), b.rolf.sender(kort, 'ledige.fordel', inn)])
    const igjen = await b.rolf.sender(kort, 'ledige.fordel', inn)
    expect(skjermtekst(igjen)).toContain('2 oppfølginger er fordelt.')
    await b.send()
    expect(nye(b.odd.chat)).toHaveLength(2)
  })

  it('to ledere samtidig: den andre ser det som er igjen, og tar ingenting tilbake', async () => {
    const kort = await ledige(2)
    const saras = await b.sara.sender(iChatten(b.sara), 'ledige.vis', { skole: SKOLE })
    await b.rolf.trykker(kort, 'Fordel', { til0: nrFor(kort, 'Odd') })
    const etter = await b.sara.trykker(saras, 'Fordel', {
      til0: nrFor(saras, 'Siri'),
      til1: nrFor(saras, 'Siri'),
    })
    expect(skjermtekst(etter)).toContain('1 oppfølging er fordelt.')
    expect(await eiere()).toEqual([b.odd, b.siri].map(h => ovingsId(h.person)))
    const sent = await b.sara.trykker(saras, 'Fordel', { til0: nrFor(saras, 'Frida') })
    expect(skjermtekst(sent)).toContain('Noen har fordelt disse allerede.')
    expect(await eiere()).toEqual([b.odd, b.siri].map(h => ovingsId(h.person)))
  })

  it('finnes ikke for andre enn dem som leder, og gir ingen til en som ikke er i teamet', async () => {
    const kort = await ledige(1)
    const knapp = knapper(kort.kort).find(k => k.tittel === 'Fordel')
    const inn = { ...(knapp?.data as object), til0: '0' }
    for (const hvem of [b.odd, b.siri, b.hege, b.scene.som(PER)]) {
      expect((await hvem.sender(iChatten(hvem), 'ledige.vis', { skole: SKOLE })).tekst).toContain(
        'Dette finnes ikke',
      )
      expect((await hvem.sender(iChatten(hvem), 'ledige.fordel', inn)).tekst).toContain('Dette finnes ikke')
    }
    const smuglet = await b.rolf.sender(kort, 'ledige.fordel', { ...inn, folk: [ovingsId(PER)], nonce: 'x' })
    expect(skjermtekst(smuglet)).toContain('1 kan ikke gis til den du valgte.')
    expect(await eiere()).toEqual([ovingsId(b.hege.person)])
  })

  it('påminnelsene går til den nye, og den gamle hører ikke mer', async () => {
    const kort = await ledige(1)
    await b.rolf.trykker(kort, 'Fordel', { alle: nrFor(kort, 'Odd') })
    await b.send()
    const nye = fraNaAv(b)
    await gaTil('2026-12-08T12:00')
    await gaTil('2026-12-11T12:00')
    expect(somTekst(nye(b.odd.chat))).toContain('K7F3')
    expect(nye(b.hege.chat)).toEqual([])
  })
})

describe('«Har sluttet»', () => {
  const oppsettet = async () => {
    await b.sara.skriver('/oppsett')
    await b.send()
    return b.sara.trykker(await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'), 'Åpne oppsettet')
  }
  const iKanalen = async (p: Ovingsperson, verb: string) => {
    const skjerm = await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet')
    return b.sara.sender(skjerm, verb, { hvem: ovingsId(p) })
  }

  it('sier hva som følger, tar alle rollene på én gang, og logger det', async () => {
    await enOppgave(b, { hos: b.frida.person })
    await enOppgave(b, { hos: b.frida.person })
    await oppsettet()
    const sporsmal = await iKanalen(b.frida.person, 'oppsett.sluttet-skjema')
    expect(skjermtekst(sporsmal)).toContain('Har Frida Fagkonsulent sluttet?')
    expect(skjermtekst(sporsmal)).toContain('2 roller og 2 oppfølginger ved Fjordvik skole.')
    expect(titler(sporsmal)).toEqual(['Ta bort alle rollene', 'Avbryt'])
    const { ktx } = b.bot
    const roller = () =>
      ktx.db.selectFrom('rolle').select('rolle').where('person', '=', ovingsId(b.frida.person)).execute()
    expect(await roller()).toHaveLength(2)
    const etter = await b.sara.trykker(sporsmal, 'Ta bort alle rollene')
    expect(skjermtekst(etter)).toContain('Alle rollene er tatt bort.')
    expect(await roller()).toEqual([])
    const logg = await ktx.db.selectFrom('logg').select('kode').orderBy('nr').execute()
    expect(logg.map(l => l.kode).slice(-3)).toEqual(
      expect.arrayContaining(['rolle-fjernet-fagkonsulent', 'person-sluttet']),
    )
    // Once more is the same.
    const antall = logg.length
    expect(skjermtekst(await b.sara.trykker(sporsmal, 'Ta bort alle rollene'))).toContain(
      'Alle rollene er tatt bort.',
    )
    expect((await ktx.db.selectFrom('logg').select('kode').execute()).length).toBe(antall)
    await senere(31)
    await iChat(b, b.rolf, 'Frida Fagkonsulent er ute av teamet ved Fjordvik skole. 2 oppfølginger')
  })

  it('står ved hver person, men ikke ved en selv, og er for administrator', async () => {
    const kort = await oppsettet()
    expect(titler(kort).filter(t => t === 'Har sluttet')).toHaveLength(OVING.personer.length + 2 - 1)
    expect(skjermtekst(await iKanalen(b.sara.person, 'oppsett.sluttet'))).toContain('Du kan ikke')
    const skjerm = await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet')
    for (const verb of ['oppsett.sluttet-skjema', 'oppsett.sluttet'])
      expect(skjermtekst(await b.hege.sender(skjerm, verb, { hvem: ovingsId(b.odd.person) }))).toContain(
        'Bare en administrator',
      )
    expect(
      await b.bot.ktx.db
        .selectFrom('rolle')
        .select('rolle')
        .where('person', '=', ovingsId(b.odd.person))
        .execute(),
    ).toHaveLength(2)
  })
})

describe('fjernet fra teamet i Teams', () => {
  const fjernet = () => teamet({ membersRemoved: [{ id: b.hege.person.id }] }, 'teamMemberRemoved')
  const kommer = () => teamet({ membersAdded: [{ id: b.hege.person.id }] }, 'teamMemberAdded')
  const sagt = (nye: ReturnType<typeof fraNaAv>) =>
    nye(b.rolf.chat).filter(m => somTekst([m]).includes('er fjernet fra teamet i Teams'))

  it('sies én gang til den kommer tilbake, rollen står, og oppfølgingene kan fordeles', async () => {
    const oppgave = await enOppgave(b, { hos: b.hege.person })
    const nye = fraNaAv(b)
    await fjernet()
    await fjernet()
    await senere(31)
    expect(somTekst(sagt(nye))).toContain(
      'Hege Helsesykepleier er fjernet fra teamet i Teams, og har 1 oppfølging ved Fjordvik skole.',
    )
    expect(sagt(nye)).toHaveLength(1)
    expect(
      await adgangTilOppgaven(b.bot.ktx, aktor(b.hege.person), {
        skole: SKOLE,
        mote: '',
        tiltak: '',
      }),
    ).toBeDefined()
    const kort = await b.rolf.trykker(await iChat(b, b.rolf, 'er fjernet fra teamet'), 'Fordel oppfølgingene')
    await b.rolf.trykker(kort, 'Fordel', { alle: '0' })
    expect(await eierAv(oppgave)).not.toBe(ovingsId(b.hege.person))
    await kommer()
    await fjernet()
    await senere(31)
    expect(sagt(nye)).toHaveLength(2)
    expect(somTekst(sagt(nye))).toContain('men har fortsatt en rolle ved Fjordvik skole')
  })

  it('sies ikke når den er tilbake før noen rakk å si det, eller ikke har en rolle', async () => {
    await enOppgave(b, { hos: b.hege.person })
    const nye = fraNaAv(b)
    await fjernet()
    await kommer()
    await teamet({ membersRemoved: [{ id: '29:tilskuer' }, { id: PER.id }] }, 'teamMemberRemoved')
    await senere(31)
    expect(sagt(nye)).toEqual([])
  })

  it('kjennes også på objekt-id', async () => {
    const nye = fraNaAv(b)
    await teamet(
      { membersRemoved: [{ id: '29:en-annen', aadObjectId: b.hege.person.oid }] },
      'teamMemberRemoved',
    )
    await senere(31)
    expect(sagt(nye)).toHaveLength(1)
  })
})

describe('ingenting blir borte', () => {
  const FOLK = [b_(3), b_(4), b_(5), b_(2), KARI, PER]
  function b_(nr: number): Ovingsperson {
    const p = OVING.personer[nr]
    if (p === undefined) throw new Error('ukjent')
    return p
  }
  const ROLLENE: Rolle[] = [
    'helsesykepleier',
    'kontaktperson',
    'sosialagent',
    'ppt',
    'barnevern_mottak',
    'sosiallarer',
  ]
  const hvem = fc.integer({ min: 0, max: FOLK.length - 1 })
  const steg = fc.oneof(
    fc.record({ gjor: fc.constant('gi' as const), hvem, rolle: fc.constantFrom(...ROLLENE) }),
    fc.record({ gjor: fc.constant('ta' as const), hvem, rolle: fc.constantFrom(...ROLLENE) }),
    fc.record({ gjor: fc.constant('slutter' as const), hvem, rolle: fc.constant(undefined) }),
    fc.record({ gjor: fc.constant('ut' as const), hvem, rolle: fc.constant(undefined) }),
    fc.record({ gjor: fc.constant('inn' as const), hvem, rolle: fc.constant(undefined) }),
    fc.record({ gjor: fc.constant('videre' as const), hvem, rolle: fc.constant(undefined) }),
    fc.record({ gjor: fc.constant('fordel' as const), hvem, rolle: fc.constant(undefined) }),
  )

  it('hver åpen oppfølging har en ansvarlig som kan få den, eller er hos en leder', {
    timeout: 120_000,
  }, async () => {
    let ledigeSett = 0
    await fc.assert(
      fc.asyncProperty(fc.array(steg, { minLength: 3, maxLength: 9 }), async alle => {
        await paNytt()
        const { ktx } = b.bot
        const mote = await etForlopsmote()
        const oppgaver: string[] = []
        for (const p of [b.hege.person, b.siri.person, b.frida.person, KARI]) {
          oppgaver.push(await enOppgave(b, { hos: p }))
          oppgaver.push(await enOppgave(b, { hos: p, mote }))
        }
        for (const s of alle) {
          const p = FOLK[s.hvem] ?? KARI
          const person = ovingsId(p)
          const sara = aktor(b.sara.person)
          const medlem = { person, navn: p.navn, konto: p.id }
          if (s.gjor === 'gi') await giRolle(ktx, sara, rett, { ...sted, medlem, rolle: s.rolle, enhet: '' })
          if (s.gjor === 'ta') await fjernRolle(ktx, sara, rett, { ...sted, person, rolle: s.rolle })
          if (s.gjor === 'slutter') await harSluttet(ktx, sara, rett, { ...sted, person })
          if (s.gjor === 'ut') await teamet({ membersRemoved: [{ id: p.id }] }, 'teamMemberRemoved')
          if (s.gjor === 'inn') await teamet({ membersAdded: [{ id: p.id }] }, 'teamMemberAdded')
          if (s.gjor === 'videre')
            for (const oppgave of oppgaver)
              await giVidere(ktx, aktor(b.rolf.person), { oppgave, til: person })
          if (s.gjor === 'fordel')
            await fordelOppgaver(ktx, aktor(b.rolf.person), {
              skole: SKOLE,
              fra: '',
              alle: person,
              valgte: new Map(),
            })
        }
        // Rolf leads the team, and Anna barnevernet's side.
        const hosLeder = new Set<string>()
        for (const leder of [b.rolf.person, ANNA])
          for (const rad of (await hentFordeling(ktx, aktor(leder), { skole: SKOLE, fra: '' }))?.rader ?? [])
            hosLeder.add(rad.oppgave.id)
        for (const oppgave of await ktx.db.selectFrom('oppgave').selectAll().execute()) {
          const kan = await adgangTilOppgaven(ktx, { person: oppgave.ansvarlig, navn: '' }, oppgave)
          if (kan !== undefined) continue
          ledigeSett++
          expect(hosLeder.has(oppgave.id)).toBe(true)
        }
        expect(await ktx.db.selectFrom('oppgave').select('id').execute()).toHaveLength(oppgaver.length)
      }),
      { numRuns: 12, endOnFailure: true },
    )
    expect(ledigeSett).toBeGreaterThan(0)
  })
})
