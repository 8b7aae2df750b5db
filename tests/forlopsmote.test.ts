import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { slettRolle } from '../src/tilgang/tilgang-store.ts'
import { iChat } from './bygg/chat.ts'
import {
  avslutter,
  data,
  type EtForlop,
  etForlop,
  etInnkaltForlopsmote,
  forlopet,
  iChatten,
  kallerInn,
  listen,
  motet,
  motetI,
  nyPerson,
  samtykker,
  sjekkpunkter,
  starter,
  titler,
  velger,
} from './bygg/forlop.ts'
import { fraNaAv, lagretI, somTekst, taVare } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const DEL2 = 'Foreldrene og barnevernet lager en plan for undersøkelsen'
const HEMMELIG = 'Foreldrene vil ha avlastning annenhver helg framover.'
const TILTAK2 = 'Ordne avlastning før jul og si fra om datoene.'

let b: Testbot
/** In the step where the oppstartsmøte is called in. */
let f: EtForlop
/** A meeting called in for Tuesday 1 December. */
let mote: string
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  f = await etForlop(b, 'bekymringsmelding')
  await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
  mote = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote')
  await b.send()
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

const tekst = async (hvem: Testbot['sara']) => skjermtekst(await motet(hvem, mote))
const skjemaet = () =>
  b.frida.sender(iChatten(b.frida), 'innkalling.skjema', { sak: f.sak, type: 'oppstartsmote' })

async function punktIDel(del: number): Promise<string> {
  const { id } = await b.bot.ktx.db
    .selectFrom('punkt')
    .select('id')
    .where('mote', '=', mote)
    .where('del', '=', del)
    .orderBy('nr', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes a text and a measure of Frida's under the last item of a part, and ends the meeting. */
async function skriverIDel(del: number, leder = b.frida): Promise<Skjerm> {
  await starter(b, leder, mote)
  const steg = await leder.sender(iChatten(leder), 'mote.steg', { mote, steg: await punktIDel(del) })
  const lagret = await leder.trykker(steg, 'Lagre og neste', {
    oppsummering: HEMMELIG,
    tiltakTekst: TILTAK2,
    ansvarlig: ovingsId(b.frida.person),
    frist: '2026-12-18',
  })
  expect(skjermtekst(lagret)).toContain('Lagret.')
  return avslutter(leder, mote)
}

describe('del 2 er barnevernets og foreldrenes', () => {
  it('skolen ser ikke punktene, og kommer ikke til dem på andre måter', async () => {
    expect(await tekst(b.frida)).toContain(DEL2)
    const hosSara = await tekst(b.sara)
    expect(hosSara).not.toContain(DEL2)
    expect(hosSara).not.toContain('Del 2')
    const punkt = await punktIDel(2)
    for (const verb of ['mote.steg', 'mote.lagre']) {
      const svar = await b.sara.sender(iChatten(b.sara), verb, {
        mote,
        steg: punkt,
        punkt,
        nonce: 'n',
        versjon: 1,
        oppsummering: 'Det skal ikke stå her.',
      })
      expect(skjermtekst(svar)).not.toContain(DEL2)
    }
    expect(await lagretI(b, 'Det skal ikke stå her.')).toEqual([])
  })

  it('heller ikke i referatet, i oppfølgingene, i «Siden sist» eller i tallene', async () => {
    await skriverIDel(2)
    const sendt = fraNaAv(b)
    const godkjent = await b.frida.trykker(
      await b.frida.sender(iChatten(b.frida), 'referat.vis', { mote }),
      'Godkjenn referatet',
    )
    expect(skjermtekst(godkjent)).toContain(HEMMELIG)
    await b.send()
    expect(somTekst(sendt(b.sara.chat))).toContain(`Referat godkjent: Forløp ${f.ref}`)
    const referat = skjermtekst(await b.sara.sender(iChatten(b.sara), 'referat.vis', { mote }))
    expect(referat).toContain('Punkt 6')
    expect(referat).not.toContain('Punkt 7')
    for (const hemmelig of [HEMMELIG, TILTAK2, DEL2]) expect(referat).not.toContain(hemmelig)
    const { id: oppgave } = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('id')
      .where('mote', '=', mote)
      .executeTakeFirstOrThrow()
    expect(skjermtekst(await b.sara.sender(iChatten(b.sara), 'oppgave.vis', { oppgave }))).toContain(
      FINNES_IKKE,
    )
    expect(skjermtekst(await b.frida.sender(iChatten(b.frida), 'oppgave.vis', { oppgave }))).toContain(
      TILTAK2,
    )
    const gitt = await b.frida.sender(iChatten(b.frida), 'oppgave.gi', {
      oppgave,
      til: ovingsId(b.sara.person),
    })
    expect(skjermtekst(gitt)).not.toContain('er gitt videre')
    const fjern = skjermtekst(await b.sara.sender(iChatten(b.sara), 'tekst.velg', { mote, fra: 'visning' }))
    expect(fjern).not.toContain('Punkt 9')

    // The next meeting begins with what was agreed in the last one.
    await samtykker(b.frida, f, { omfang: '', avsluttende: 'ja' })
    await velger(b.frida, f, 'Saken henlegges')
    mote = await etInnkaltForlopsmote(b, b.frida, f, 'avsluttende_henlagt', { dato: '2026-12-08' })
    try {
      expect(await tekst(b.frida)).toContain(TILTAK2)
      expect(await tekst(b.sara)).not.toContain(TILTAK2)
      expect(await tekst(b.sara)).not.toContain('barnevernet (mottak) og fagkonsulent · frist')
    } finally {
      mote = (
        await b.bot.ktx.db
          .selectFrom('mote')
          .select('id')
          .where('type', '=', 'oppstartsmote')
          .executeTakeFirstOrThrow()
      ).id
    }
  })

  it('en på skolen kan ikke få ansvaret for noe som ble avtalt der', async () => {
    await starter(b, b.frida, mote)
    const steg = await b.frida.sender(iChatten(b.frida), 'mote.steg', { mote, steg: await punktIDel(2) })
    const svar = await b.frida.trykker(steg, 'Lagre og neste', {
      oppsummering: HEMMELIG,
      tiltakTekst: TILTAK2,
      ansvarlig: ovingsId(b.sara.person),
    })
    expect(skjermtekst(svar)).toContain('Velg en ansvarlig fra teamet.')
    // What was typed stands there still.
    expect(skjermtekst(svar)).toContain(HEMMELIG)
    expect(skjermtekst(svar)).toContain(TILTAK2)
  })

  it('delene slås bare sammen med samtykke til det, av barnevernet, og deles straks samtykket trekkes', async () => {
    expect(titler(await motet(b.sara, mote))).not.toContain('Slå sammen delene')
    const uten = await b.frida.trykker(await motet(b.frida, mote), 'Slå sammen delene')
    expect(skjermtekst(uten)).toContain('Delene kan bare slås sammen når foreldrene samtykker')
    await samtykker(b.frida, f, { omfang: 'samarbeidsmote,skole_del2' })
    const avSara = await b.sara.sender(iChatten(b.sara), 'mote.sla-sammen', { mote, slatt: true })
    expect(skjermtekst(avSara)).toContain('Det er den andre parten som leder dette møtet.')
    const slatt = await b.frida.trykker(await motet(b.frida, mote), 'Slå sammen delene')
    expect(skjermtekst(slatt)).toContain('Delene holdes sammen. Skolen er med i del 2.')
    expect(await tekst(b.sara)).toContain(DEL2)
    await skriverIDel(2)
    expect(skjermtekst(await b.sara.sender(iChatten(b.sara), 'referat.vis', { mote }))).toContain(HEMMELIG)
    const saken = await b.frida.trykker(await forlopet(b.frida, f), 'Samtykke')
    await b.frida.trykker(saken, 'Trekk hele samtykket')
    expect(await tekst(b.sara)).not.toContain(DEL2)
    expect(skjermtekst(await b.sara.sender(iChatten(b.sara), 'referat.vis', { mote }))).not.toContain(
      HEMMELIG,
    )
  })

  it('uten omfanget «skolen med i del 2» skilles de også igjen når samtykket endres', async () => {
    await samtykker(b.frida, f, { omfang: 'samarbeidsmote,skole_del2' })
    await b.frida.trykker(await motet(b.frida, mote), 'Slå sammen delene')
    await samtykker(b.frida, f, { omfang: 'samarbeidsmote' })
    expect(await tekst(b.sara)).not.toContain(DEL2)
    await samtykker(b.frida, f, { omfang: 'samarbeidsmote,skole_del2' })
    const delt = await b.frida.trykker(await motet(b.frida, mote), 'Del møtet i to igjen')
    expect(skjermtekst(delt)).toContain('Møtet er delt i to.')
    expect(await tekst(b.sara)).not.toContain(DEL2)
  })
})

describe('innkallingen spør om det møtet trenger', () => {
  beforeEach(async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
  })

  it('tolk gir lengre møte, og et sjekkpunkt en uke før', async () => {
    const svar = await kallerInn(b.frida, f, 'oppstartsmote', { dato: '2026-12-03', tolk: 'true' })
    expect(sjekkpunkter(svar).join()).toContain('Bestill tolk Frist torsdag 26. november  [Gjort]')
    expect((await motetI(b, f)).minutter).toBe(90)
    expect(skjermtekst(await iChat(b, b.sara, '13.00–14.30'))).toContain('Tolk: trengs')
  })

  it('en kontaktlærer som skjermes, gir to sjekkpunkter for skolen', async () => {
    const uten = await kallerInn(b.frida, f, 'oppstartsmote', { larer: '' })
    expect(skjermtekst(uten)).toContain('Velg om kontaktlæreren er med eller skjermes.')
    await kallerInn(b.frida, f, 'oppstartsmote', { dato: '2026-12-03', larer: 'skjermet' })
    expect(sjekkpunkter(await forlopet(b.sara, f))).toEqual(
      expect.arrayContaining([
        '☐ Snakk med kontaktlæreren før møtet Frist onsdag 2. desember  [Gjort]',
        '☐ Snakk med kontaktlæreren etter møtet Frist mandag 7. desember  [Gjort]',
      ]),
    )
  })

  it('ungdommen spørres det om fra 15 år, og når ingen vet alderen', async () => {
    const ukjent = await kallerInn(b.frida, f, 'oppstartsmote', { ungdom: '' })
    expect(skjermtekst(ukjent)).toContain('Svar på om ungdommen skal være med.')
    await samtykker(b.frida, f, { fodt: '11.2011', ungdom: 'ja' })
    expect(skjermtekst(await skjemaet())).toContain('Skal ungdommen være med?')
    await samtykker(b.frida, f, { fodt: '12.2011' })
    expect(skjermtekst(await skjemaet())).not.toContain('Skal ungdommen være med?')
    // In the month of the birthday, from its first day.
    b.settTid('2026-12-01T08:00')
    expect(skjermtekst(await skjemaet())).toContain('Skal ungdommen være med?')
  })

  it('helsesykepleier og andre tjenester inviteres bare med foreldrenes ja', async () => {
    const hege = ovingsId(b.hege.person)
    const uten = await kallerInn(b.frida, f, 'oppstartsmote', { dato: '2026-12-03', deltakere: hege })
    expect(skjermtekst(uten)).toContain('Foreldrene har ikke sagt ja til Skolehelsetjenesten.')
    expect(skjermtekst(uten)).toContain('2026-12-03')
    await samtykker(b.frida, f, { ja1: 'skole,bv', omfang: 'samarbeidsmote' })
    const skjema = await b.frida.sender(iChatten(b.frida), 'samtykke.skjema', { sak: f.sak })
    // Hege is not of the forløp yet: the form has to offer her service all the same.
    expect(skjermtekst(skjema)).toContain('Skolehelsetjenesten')
    await b.frida.trykker(skjema, 'Registrer samtykke', { ja1: 'skole,bv,skolehelse' })
    await kallerInn(b.frida, f, 'oppstartsmote', { dato: '2026-12-03', deltakere: hege })
    const kort = await iChat(b, b.hege, 'Oppstartsmøte')
    expect(skjermtekst(await b.hege.trykker(kort, 'Åpne agendaen'))).toContain('Del 1: sammen med skolen')
    expect(skjermtekst(await forlopet(b.hege, f))).toContain(FINNES_IKKE)
  })

  it('en dag som ikke går, sies det fra om, og det som er valgt, står', async () => {
    for (const [dato, sier] of [
      ['2026-12-05', 'lørdag 5. desember er i helgen'],
      ['2026-11-20', 'passert'],
      ['2026-12-25', 'juledag'],
      ['tulledag', 'dato'],
    ] as const) {
      const svar = await kallerInn(b.frida, f, 'oppstartsmote', { dato, klokke: '10:30' })
      expect(skjermtekst(svar).toLowerCase()).toContain(sier.toLowerCase())
      expect(skjermtekst(svar)).toContain('10:30')
    }
    const ukjent = await kallerInn(b.frida, f, 'oppstartsmote', { deltakere: 'ingen' })
    expect(skjermtekst(ukjent)).toContain('En av de inviterte har ikke rolle ved skolen.')
  })
})

describe('de inviterte', () => {
  it('får kortet med formålet i egen chat, og ingen andre får noe, heller ikke kanalen', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    const sendt = fraNaAv(b)
    await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
      dato: '2026-12-03',
      deltakere: ovingsId(b.siri.person),
    })
    await b.send()
    for (const hvem of [b.frida, b.sara, b.siri]) {
      const kort = somTekst(sendt(hvem.chat))
      expect(kort).toContain('Møtes tidlig, og lage en felles plan for tiden framover.')
      expect(kort).toContain(`Forløp ${f.ref}`)
    }
    for (const samtale of [b.rolf.chat, b.hege.chat, b.odd.chat, OVING.kanal.id])
      expect(somTekst(sendt(samtale))).not.toContain(f.ref)
    expect(await tekst(b.hege)).toContain(FINNES_IKKE)
  })

  it('svarer om de kommer; andre kan ikke', async () => {
    await b.sara.trykker(await iChat(b, b.sara, 'Oppstartsmøte'), 'Jeg kommer')
    expect(await tekst(b.frida)).toContain('Kommer: sosiallærer')
    const avHege = await b.hege.sender(iChatten(b.hege), 'agenda.kommer', { mote })
    expect(skjermtekst(avHege)).toContain(FINNES_IKKE)
    const svar = await b.bot.ktx.db.selectFrom('oppmote').select('person').where('mote', '=', mote).execute()
    expect(svar).toEqual([{ person: ovingsId(b.sara.person) }])
  })

  it('den som ikke lenger har en rolle, hører ikke mer, og ser ikke mer', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    await b.send()
    const nytt = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
      dato: '2026-12-03',
      deltakere: ovingsId(b.siri.person),
    })
    await b.send()
    await slettRolle(b.bot.ktx, OVING.skole.id, ovingsId(b.siri.person), 'sosialagent')
    const sendt = fraNaAv(b)
    const flytt = await b.frida.trykker(await motet(b.frida, nytt), 'Flytt')
    await b.frida.trykker(flytt, 'Flytt', { dato: '2026-12-04', klokke: '09:00' })
    await b.send()
    b.settTid('2026-11-21T09:01')
    await b.send()
    expect(somTekst(sendt(b.sara.chat))).toContain('fredag 4. desember')
    expect(sendt(b.siri.chat)).toEqual([])
    expect(skjermtekst(await motet(b.siri, nytt))).toContain(FINNES_IKKE)
    expect(skjermtekst(await b.siri.sender(iChatten(b.siri), 'agenda.kommer', { mote: nytt }))).toContain(
      FINNES_IKKE,
    )
  })
})

describe('flytting og avlysning', () => {
  it('flyttes av den som kaller inn; alle spørres på nytt, og fristene følger med', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    const nytt = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
      dato: '2026-12-03',
      tolk: 'true',
      larer: 'skjermet',
    })
    await b.sara.trykker(await iChat(b, b.sara, '3. desember'), 'Jeg kommer')
    expect(titler(await motet(b.sara, nytt))).not.toContain('Flytt')
    const avSara = await b.sara.sender(iChatten(b.sara), 'mote.flytt', {
      mote: nytt,
      dato: '2026-12-10',
      klokke: '09:00',
    })
    expect(skjermtekst(avSara)).toContain('Dette er det den andre parten som svarer for.')
    const skjema = await b.frida.trykker(await motet(b.frida, nytt), 'Flytt')
    const helg = await b.frida.trykker(skjema, 'Flytt', { dato: '2026-12-12', klokke: '09:15' })
    expect(skjermtekst(helg)).toContain('09:15')
    const flyttet = await b.frida.trykker(helg, 'Flytt', { dato: '2026-12-10' })
    expect(skjermtekst(flyttet)).toContain('Møtet er flyttet til torsdag 10. desember kl. 09.15')
    expect(skjermtekst(flyttet)).toContain('Kommer: ingen')
    const kort = await forlopet(b.frida, f)
    expect(sjekkpunkter(kort).join()).toContain('Bestill tolk Frist torsdag 3. desember')
    expect(sjekkpunkter(kort).join()).toContain('før møtet Venter på skolen · Frist onsdag 9. desember')
  })

  it('avlyses, og det angres; sjekkpunktene følger møtet', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    const nytt = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
      dato: '2026-12-03',
      tolk: 'true',
    })
    await b.send()
    const sendt = fraNaAv(b)
    const avlyst = await b.frida.trykker(await motet(b.frida, nytt), 'Avlys')
    await b.send()
    expect(somTekst(sendt(b.sara.chat))).toContain('avlyst')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).not.toContain('Bestill tolk')
    const avSara = await b.sara.sender(iChatten(b.sara), 'agenda.angre-avlysning', { mote: nytt })
    expect(skjermtekst(avSara)).not.toContain('likevel')
    await b.frida.trykker(avlyst, 'Angre avlysningen')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).toContain('Bestill tolk')
    expect(await tekst(b.sara)).toContain('Møtet er avlyst.')
    expect(skjermtekst(await motet(b.sara, nytt))).not.toContain('Møtet er avlyst.')
  })

  it('et møte som hørte til et steg som er over, hentes ikke tilbake', async () => {
    const kort = await forlopet(b.frida, f)
    const skjema = await b.frida.trykker(kort, 'Gå videre uten møtet')
    await b.frida.trykker(skjema, 'Gå videre', { valg: 'holdt', avvik: 'sykdom' })
    expect(await tekst(b.frida)).toContain('Møtet er avlyst.')
    const angret = await b.frida.trykker(await motet(b.frida, mote), 'Angre avlysningen')
    expect(skjermtekst(angret)).toContain('Avlysningen kan ikke angres lenger.')
  })
})

describe('samtidig, to ganger og for sent', () => {
  it('to som kaller inn samtidig, får ett møte', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    const felt = {
      sak: f.sak,
      type: 'oppstartsmote',
      dato: '2026-12-03',
      klokke: '13:00',
      ungdom: 'under_15',
      larer: 'med',
    }
    const svar = await Promise.all(
      ['en', 'to'].map(nonce => b.frida.sender(iChatten(b.frida), 'innkalling.kall-inn', { ...felt, nonce })),
    )
    expect(svar.map(skjermtekst).filter(s => s.includes('er kalt inn'))).toHaveLength(1)
    expect(
      svar.map(skjermtekst).filter(s => s.includes('Det er alt kalt inn et slikt møte den dagen.')),
    ).toHaveLength(1)
    const moter = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('forlop', '=', f.sak)
      .where('status', '=', 'planlagt')
      .execute()
    expect(moter).toHaveLength(1)
  })

  it('et dobbelttrykk, og et trykk som kommer to ganger, gjør én ting', async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
    const sendt = fraNaAv(b)
    const felt = {
      sak: f.sak,
      type: 'oppstartsmote',
      dato: '2026-12-03',
      klokke: '13:00',
      ungdom: 'under_15',
      larer: 'med',
      nonce: 'samme',
    }
    for (let i = 0; i < 2; i++)
      expect(skjermtekst(await b.frida.sender(iChatten(b.frida), 'innkalling.kall-inn', felt))).toContain(
        'er kalt inn',
      )
    await b.send()
    expect(
      sendt(b.sara.chat).filter(m => m.versjoner.length > 0 && somTekst([m]).includes('3. desember')),
    ).toHaveLength(1)
    const skjema = await b.frida.trykker(await listen(b.frida), 'Nytt forløp')
    const opprett = {
      ...data(skjema, 'Opprett'),
      skole: 'fjordvik',
      rutine: 'tiltak',
      melding: '',
      melder: 'skole',
    }
    const refer = []
    for (let i = 0; i < 2; i++)
      refer.push(
        /Forløp ([A-Z]\d[A-Z]\d)/.exec(
          skjermtekst(await b.frida.sender(skjema, 'forlop.opprett', opprett)),
        )?.[1],
      )
    expect(refer[0]).toBe(refer[1])
  })

  it('en kommando som leveres to ganger, svares det på én gang', async () => {
    const sendt = fraNaAv(b)
    const aktivitet = b.frida.aktivitet(b.frida.chat, { type: 'message', text: '/forløp' })
    await b.scene.send(aktivitet)
    await b.scene.send(aktivitet)
    await b.send()
    expect(sendt(b.frida.chat)).toHaveLength(1)
  })

  it('den som trykker på noe som er flyttet av en annen, får se hva som gjelder nå', async () => {
    const gammelt = await forlopet(b.frida, f)
    const skjema = await b.frida.trykker(gammelt, 'Gå videre uten møtet')
    await b.frida.trykker(skjema, 'Gå videre', { valg: 'holdt', avvik: 'annet' })
    const kort = await forlopet(b.frida, f)
    await b.frida.trykker(kort, 'Særlig tilfelle: seks måneder')
    const sent = await b.frida.trykker(kort, 'Saken henlegges')
    expect(skjermtekst(sent)).toContain('Forløpet er flyttet av en annen. Se hva som gjelder nå.')
    expect(skjermtekst(sent)).toContain('Barnevernet undersøker (utvidet frist)')
  })

  it('skriver to i samme punkt, mister ingen teksten sin', async () => {
    const mottak = await nyPerson(b, '71', 'Mona Mottak', 'barnevern_mottak')
    await starter(b, b.frida, mote)
    const steg = { mote, steg: await punktIDel(1) }
    const [min, din] = [
      await b.frida.sender(iChatten(b.frida), 'mote.steg', steg),
      await mottak.sender(iChatten(mottak), 'mote.steg', steg),
    ]
    await b.frida.trykker(min, 'Lagre og neste', { oppsummering: 'Vi møtes igjen på fredag ettermiddag.' })
    const svar = await mottak.trykker(din, 'Lagre og neste', { oppsummering: 'Skolen ringer om morgenen.' })
    expect(skjermtekst(svar)).toContain('Vi møtes igjen på fredag ettermiddag.')
    expect(skjermtekst(svar)).toContain('Skolen ringer om morgenen.')
    await mottak.trykker(await mottak.trykker(svar, 'Slå sammen'), 'Lagre og neste')
    const etterpa = skjermtekst(await b.frida.sender(iChatten(b.frida), 'mote.steg', steg))
    expect(etterpa).toContain('Vi møtes igjen på fredag ettermiddag.')
    expect(etterpa).toContain('Skolen ringer om morgenen.')
  })
})

describe('referatet', () => {
  it('godkjennes bare av siden som skriver, og den andre leder ikke møtet', async () => {
    expect(titler(await motet(b.sara, mote))).not.toContain('Start møtet')
    const forsok = await b.sara.sender(iChatten(b.sara), 'mote.start', { mote, tjenester: 'skole,bv' })
    expect(skjermtekst(forsok)).not.toContain('Siden sist')
    const utkast = await skriverIDel(1)
    expect(skjermtekst(utkast)).toContain(HEMMELIG)
    const avSara = await b.sara.sender(iChatten(b.sara), 'referat.godkjenn', { mote })
    expect(skjermtekst(avSara)).not.toContain('er godkjent og låst')
    await b.frida.trykker(
      await b.frida.sender(iChatten(b.frida), 'referat.vis', { mote }),
      'Godkjenn referatet',
    )
    const hosSara = skjermtekst(await b.sara.sender(iChatten(b.sara), 'referat.vis', { mote }))
    expect(hosSara).toContain(HEMMELIG)
    expect(hosSara).toContain('Referatet sendes av barnevernet til foreldrene og skolen.')
    expect(hosSara).toContain('Ta det muntlig med hverandre.')
  })

  it('teksten er lukket med sakens nøkkel, og står ikke i noen melding', async () => {
    await skriverIDel(1)
    await b.send()
    expect(await lagretI(b, HEMMELIG)).toEqual(['punkt'])
    expect(JSON.stringify(b.kobling.meldinger.map(m => m.versjoner))).not.toContain(HEMMELIG)
  })
})

describe('kommandoene', () => {
  beforeEach(async () => {
    await b.frida.trykker(await motet(b.frida, mote), 'Avlys')
  })

  it.each([
    '/oppstartsmøte ny 14.12 kl 13',
    '/oppstartsmote ny 14.12 kl 13',
    'oppstartsmøte ny 14.12 kl 13',
    '/møte ny 14.12 kl 13',
  ])('«%s» åpner skjemaet med dagen fylt ut', async kommando => {
    await b.frida.skriver(kommando, 'chat')
    const skjema = await b.frida.trykker(await iChat(b, b.frida, 'Kall inn'), 'Kall inn')
    expect(skjermtekst(skjema)).toContain('Kall inn til oppstartsmøte')
    expect(skjermtekst(skjema)).toContain('2026-12-14')
    expect(skjermtekst(skjema)).toContain('13:00')
  })

  it.each(['/samarbeidsmøte ny', '/avsluttende møte ny', '@Skolestøtte /samarbeidsmøte ny'])(
    '«%s» i kanalen svares det på i egen chat: ingen forløp har det møtet nå',
    async kommando => {
      const sendt = fraNaAv(b)
      await b.frida.skriver(kommando)
      await b.send()
      expect(sendt(OVING.kanal.id)).toEqual([])
      const valg = await b.frida.trykker(await iChat(b, b.frida, 'Hvilket møte?'), 'Kall inn')
      expect(skjermtekst(valg)).toContain('Ingen av forløpene dine har dette møtet nå.')
    },
  )

  it('en som ikke svarer for forløp, får vite at de ikke har noen', async () => {
    const sendt = fraNaAv(b)
    await b.hege.skriver('/oppstartsmøte ny', 'chat')
    await b.hege.skriver('/forløp', 'chat')
    await b.send()
    const svar = somTekst(sendt(b.hege.chat))
    expect(svar.match(/Du har ingen forløp\./g)).not.toBeNull()
    expect(svar).not.toContain('Kall inn')
    expect(sendt(b.hege.chat)).toHaveLength(2)
  })
})

describe('en annen barneverntjeneste ved samme skole', () => {
  it('har sine egne forløp og ser bare dem; skolen ser begge, med hver sin tilfeldige referanse', async () => {
    const nina = await nyPerson(b, '72', 'Nina Nordby', 'barnevern_mottak', 'Bydel Nord')
    expect(skjermtekst(await listen(nina))).toContain('Du har ingen forløp.')
    expect(skjermtekst(await forlopet(nina, f))).toContain(FINNES_IKKE)
    expect(skjermtekst(await motet(nina, mote))).toContain(FINNES_IKKE)
    const deres = await etForlop(b, 'bekymringsmelding', nina)
    expect(deres.ref).not.toBe(f.ref)
    await velger(nina, deres, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    expect(skjermtekst(await forlopet(b.frida, deres))).toContain(FINNES_IKKE)
    expect(skjermtekst(await listen(b.frida))).not.toContain(deres.ref)
    expect(skjermtekst(await listen(nina))).not.toContain(f.ref)
    const hosSara = skjermtekst(await listen(b.sara))
    expect(hosSara).toContain(f.ref)
    expect(hosSara).toContain(deres.ref)
    expect(skjermtekst(await forlopet(b.sara, deres))).toContain('Bydel Nord')
    // Nobody of the school's own unit is invited, and cannot be.
    const forsok = await kallerInn(nina, deres, 'oppstartsmote', { deltakere: ovingsId(b.frida.person) })
    expect(skjermtekst(forsok)).not.toContain('Frida')
    const fremmed = await kallerInn(b.frida, f, 'oppstartsmote', {
      dato: '2026-12-03',
      deltakere: ovingsId(nina.person),
    })
    expect(skjermtekst(fremmed)).toContain('En av de inviterte har ikke rolle ved skolen.')
    const skolens = await b.sara.trykker(await listen(b.sara), 'Nytt forløp')
    expect(skjermtekst(skolens)).toContain('Bydel Nord')
  })
})
