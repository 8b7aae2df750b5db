import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Mester, Nokler } from '../src/database/kryptering.ts'
import { flyktigMester, lokalMester } from '../src/database/lokal-mester.ts'
import { apnePglite } from '../src/database/tilkobling.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { ledigReferanse } from '../src/mote/ny-referanse.ts'
import { hentSaker } from '../src/sak/sak-store.ts'
import { rydd } from '../src/sletting/rydd.ts'
import { kopiTil, slettesDag, slettesteg, VARSEL_DAGER } from '../src/sletting/sletting.ts'
import { type HeleSaken, heleSaken, meldSaken, NAVN, TEKSTER } from './bygg/hele-saken.ts'
import {
  alleRader,
  begynnPaNytt,
  FREMMED,
  fraNaAv,
  lagretI,
  somEier,
  somTekst,
  taVare,
  ulike,
} from './bygg/rader.ts'
import { EN_SAK, ET_SAMTYKKE, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const ALLE_TEKSTER = [...Object.values(TEKSTER), NAVN]
/** Those that belong to the case; the theme and the correction are the meeting's. */
const SAKENS = ALLE_TEKSTER.filter(tekst => tekst !== TEKSTER.tema && tekst !== TEKSTER.rettelse)

let b: Testbot
let s: HeleSaken
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  s = await heleSaken(b)
  await b.siri.skriver(`/sak ${s.ref}`, 'chat')
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

/** What is under way is sent first: a lease would run out when the clock jumps. */
async function gaTil(tid: string, i: Testbot = b) {
  await i.send()
  i.settTid(tid)
  await i.send()
}

/** The tidying of each day, from one day to another, and what it leads to at eight in the morning. */
async function dagForDag(fra: string, til: string) {
  for (let dag = fra; dag <= til; dag = pluss(dag, 1)) {
    await gaTil(`${dag}T03:00`)
    await gaTil(`${dag}T08:00`)
  }
}

const pluss = (dag: string, dager: number) =>
  DateTime.fromISO(dag).plus({ days: dager }).toFormat('yyyy-MM-dd')

async function apneMed(ref: string, hvem = b.hege): Promise<Skjerm> {
  await hvem.skriver(`/sak ${ref}`, 'chat')
  await b.send()
  return hvem.trykker(await b.scene.visning(hvem.chat, 'Åpne saken'), 'Åpne saken')
}

async function slettNa(s: HeleSaken, hvem = b.hege): Promise<Skjerm> {
  const skjema = await hvem.trykker(await apneMed(s.ref, hvem), 'Slett saken')
  return hvem.trykker(skjema, 'Slett for godt', { arkivert: 'true' })
}

const erDer = async (ref: string) =>
  (await b.bot.ktx.db.selectFrom('sak').select('id').where('ref', '=', ref).execute()).length > 0

const kvitteringer = () => b.bot.ktx.db.selectFrom('sletting').selectAll().orderBy('ref').execute()

const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)

// The case's last meeting is on Friday 27 November 2026: told on 11 February, deleted on 25 February 2027.
const DAG_75 = '2027-02-10'
const DAG_76 = '2027-02-11'
const DAG_90 = '2027-02-25'

describe('etter fristen', () => {
  it('skjer ingenting før dag 76', async () => {
    const nye = fraNaAv(b)
    await dagForDag('2027-02-08', DAG_75)
    await gaTil(`${DAG_75}T23:59`)
    expect(somTekst(nye())).not.toContain(`${s.ref} slettes`)
    const rad = await b.bot.ktx.db
      .selectFrom('sak')
      .select('slettes')
      .where('id', '=', s.sak)
      .executeTakeFirstOrThrow()
    expect(rad.slettes).toBeNull()
    expect(await lagretI(b, TEKSTER.beskrivelse)).toEqual(['sak'])
  })

  it('får den som meldte saken, vite det to uker før, med datoen og veien til saken', async () => {
    await dagForDag('2027-02-08', DAG_75)
    const nye = fraNaAv(b)
    await gaTil(`${DAG_76}T03:00`)
    await gaTil(`${DAG_76}T07:59`)
    expect(somTekst(nye())).not.toContain(`${s.ref} slettes`)
    await gaTil(`${DAG_76}T08:00`)
    expect(somTekst(nye(b.hege.chat))).toContain(`${s.ref} slettes torsdag 25. februar.`)
    for (const { chat } of [b.sara, b.rolf, b.siri, b.frida, b.odd])
      expect(somTekst(nye(chat))).not.toContain(`${s.ref} slettes`)
    for (const tekst of ALLE_TEKSTER) expect(somTekst(nye())).not.toContain(tekst)
    const saken = await b.hege.trykker(await b.scene.visning(b.hege.chat, 'Åpne saken'), 'Åpne saken')
    expect(titler(saken)).toContain('Last ned alt om saken')
  })

  it('slettes den på dagen, ikke før, med kvittering til den som meldte den, og til rektor', async () => {
    await dagForDag('2027-02-08', '2027-02-24')
    await gaTil(`${DAG_90}T02:59`)
    expect(await erDer(s.ref)).toBe(true)
    const nye = fraNaAv(b)
    await gaTil(`${DAG_90}T03:00`)
    expect(await erDer(s.ref)).toBe(false)
    for (const { chat } of [b.hege, b.rolf]) {
      const tekst = somTekst(nye(chat))
      expect(tekst).toContain(`${s.ref} er slettet 25. februar 2027.`)
      expect(tekst).toContain('1 krypteringsnøkkel')
      expect(tekst).toContain(
        'Sikkerhetskopier av databasen kan ha innholdet, kryptert, til og med 4. mars 2027.',
      )
    }
    for (const { chat } of [b.sara, b.siri, b.odd]) expect(somTekst(nye(chat))).not.toContain(s.ref)
    const kvittering = (await kvitteringer()).find(k => k.ref === s.ref)
    expect(kvittering).toMatchObject({ grunn: 'frist', av: 'skolestotte', kopi_til: '2027-03-04' })
    expect(await rydd(b.bot.ktx)).toEqual({ slettet: 0, varslet: 0 })
  })

  it('lever den videre når den settes på agendaen igjen, og varselet gjelder ikke lenger', async () => {
    await dagForDag(DAG_75, DAG_76)
    await gaTil('2027-02-15T10:00')
    await b.rolf.skriver('/innsatsteam ny 26.2')
    await b.send()
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    await b.hege.trykker(skjema, 'Send', { ...EN_SAK, tidligere: s.sak })
    const nye = fraNaAv(b)
    await dagForDag('2027-02-16', '2027-03-02')
    expect(await erDer(s.ref)).toBe(true)
    expect(somTekst(nye(b.hege.chat))).not.toContain('slettet')
    expect(await lagretI(b, TEKSTER.oppsummering)).toEqual(['punkt'])
    // 26 February and 76 days: told anew, for 27 May.
    await dagForDag('2027-05-12', '2027-05-12')
    expect(somTekst(nye(b.hege.chat))).not.toContain('slettes')
    await dagForDag('2027-05-13', '2027-05-13')
    expect(somTekst(nye(b.hege.chat))).toContain(`${s.ref} slettes torsdag 27. mai.`)
    await dagForDag('2027-05-14', '2027-05-26')
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag('2027-05-27', '2027-05-27')
    expect(await erDer(s.ref)).toBe(false)
  })

  it('sendes ikke et varsel som er blitt feil før det ble sendt', async () => {
    await dagForDag('2027-02-08', DAG_75)
    await b.rolf.skriver('/innsatsteam ny 26.2')
    await gaTil(`${DAG_76}T03:00`)
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    await b.hege.trykker(skjema, 'Send', { ...EN_SAK, tidligere: s.sak })
    const nye = fraNaAv(b)
    await gaTil(`${DAG_76}T08:00`)
    expect(somTekst(nye(b.hege.chat))).not.toContain(`${s.ref} slettes`)
  })

  it('varsles det på nytt når møtet den ventet på, avlyses', async () => {
    await dagForDag(DAG_75, DAG_76)
    await gaTil('2027-02-15T10:00')
    await b.rolf.skriver('/innsatsteam ny 26.2')
    await b.send()
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    await b.hege.trykker(skjema, 'Send', { ...EN_SAK, tidligere: s.sak })
    await dagForDag('2027-02-16', '2027-02-25')
    await b.rolf.skriver('/innsatsteam avlys')
    const nye = fraNaAv(b)
    await dagForDag('2027-02-26', '2027-02-26')
    expect(somTekst(nye(b.hege.chat))).toContain(`${s.ref} slettes fredag 12. mars.`)
    await dagForDag('2027-02-27', '2027-03-11')
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag('2027-03-12', '2027-03-12')
    expect(await erDer(s.ref)).toBe(false)
  })

  it('varsles det først og slettes to uker etter når boten har sovet forbi fristen', async () => {
    const nye = fraNaAv(b)
    await gaTil('2027-03-10T10:00')
    expect(somTekst(nye(b.hege.chat))).toContain(`${s.ref} slettes onsdag 24. mars.`)
    expect(await kvitteringer()).toEqual([])
    await dagForDag('2027-03-11', '2027-03-23')
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag('2027-03-24', '2027-03-24')
    expect(await erDer(s.ref)).toBe(false)
  })

  it('slettes ikke på et varsel som aldri kom ut fordi boten sovnet først', async () => {
    await dagForDag('2027-02-08', DAG_75)
    // The notice lies in the outbox for eight o'clock; the bot is away from three.
    await gaTil(`${DAG_76}T03:00`)
    const nye = fraNaAv(b)
    await gaTil('2027-03-01T10:00')
    const [varslet = ''] =
      somTekst(nye(b.hege.chat)).match(new RegExp(`${s.ref} slettes [^.]*\\. \\w+`)) ?? []
    expect(varslet).toBe(`${s.ref} slettes mandag 15. mars`)
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag('2027-03-02', '2027-03-14')
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag('2027-03-15', '2027-03-15')
    expect(await erDer(s.ref)).toBe(false)
  })

  it('varsler en annen når den som meldte saken, er ute av teamet', async () => {
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    await dagForDag('2027-02-08', DAG_75)
    const nye = fraNaAv(b)
    await dagForDag(DAG_76, DAG_76)
    expect(somTekst(nye(b.hege.chat))).toBe('')
    expect(somTekst(nye(b.rolf.chat))).toContain(`${s.ref} slettes torsdag 25. februar.`)
  })

  it('slettes den også når den som meldte den, ikke kan nås: rektor får vite det i tide', async () => {
    await somEier(
      b,
      `update person set konto = null, samtale = null where person = '${ovingsId(b.hege.person)}'`,
    )
    await dagForDag('2027-02-08', DAG_75)
    const nye = fraNaAv(b)
    await dagForDag(DAG_76, pluss(DAG_76, 13))
    expect(somTekst(nye(b.rolf.chat))).toContain(`${s.ref} slettes`)
    expect(await erDer(s.ref)).toBe(true)
    await dagForDag(DAG_90, pluss(DAG_90, 16))
    expect(await erDer(s.ref)).toBe(false)
  })

  it('slettes den én gang når to rydder samtidig', async () => {
    await dagForDag(DAG_75, DAG_76)
    await b.send()
    b.settTid(`${DAG_90}T03:00`)
    await Promise.all([rydd(b.bot.ktx), rydd(b.bot.ktx), rydd(b.bot.ktx)])
    expect((await kvitteringer()).filter(k => k.ref === s.ref)).toHaveLength(1)
  })
})

describe('reglene', () => {
  const dag = fc.integer({ min: 0, max: 400 }).map(n => pluss('2026-09-01', n))

  it('regner fra siste møte, og fra dagen saken ble meldt når den aldri kom opp', () => {
    expect(slettesDag('2026-11-27', '2026-09-01', 90)).toBe('2027-02-25')
    expect(slettesDag(undefined, '2026-09-01', 90)).toBe('2026-11-30')
    // Two changes of the clock, and a leap day.
    expect(slettesDag('2027-12-31', '2027-12-31', 90)).toBe('2028-03-30')
    expect(kopiTil('2027-02-25', 7)).toBe('2027-03-04')
    expect(kopiTil('2027-02-25', 0)).toBe('2027-02-25')
  })

  it('sletter aldri det som ikke er varslet minst to uker før, uansett hva som skjer imens', () => {
    fc.assert(
      fc.property(
        dag,
        fc.array(fc.record({ sover: fc.integer({ min: 0, max: 60 }), nyDag: fc.option(dag, { freq: 6 }) }), {
          minLength: 1,
          maxLength: 60,
        }),
        (forste, dager) => {
          let idag = '2026-09-01'
          let forfall = forste
          let varslet: string | null = null
          let sagt: string | undefined
          let slettet = 0
          for (const { sover, nyDag } of dager) {
            idag = pluss(idag, sover)
            forfall = nyDag ?? forfall
            const steg = slettesteg(forfall, varslet, idag)
            if (steg.gjor === 'varsle') {
              expect(steg.dag >= pluss(idag, VARSEL_DAGER)).toBe(true)
              varslet = steg.dag
              sagt = idag
            } else if (steg.gjor === 'glem') {
              varslet = null
              sagt = undefined
            } else if (steg.gjor === 'slett') {
              slettet++
              expect(sagt !== undefined && pluss(sagt, VARSEL_DAGER) <= idag).toBe(true)
              expect(varslet !== null && varslet <= idag).toBe(true)
              expect(forfall <= idag).toBe(true)
              break
            }
          }
          expect(slettet).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('sletter til slutt når ingen gjør noe, og det tar aldri mer enn to uker over fristen', () => {
    fc.assert(
      fc.property(dag, dag, (forfall, start) => {
        let varslet: string | null = null
        let idag = start
        for (; ; idag = pluss(idag, 1)) {
          const steg = slettesteg(forfall, varslet, idag)
          if (steg.gjor === 'slett') break
          if (steg.gjor === 'varsle') varslet = steg.dag
        }
        const ventet = [forfall, pluss(start, VARSEL_DAGER)].sort().at(-1)
        expect(idag).toBe(ventet)
      }),
    )
  })
})

describe('«Slett saken»', () => {
  it.each([
    ['den som meldte den', () => b.hege, () => b.rolf],
    ['rektor', () => b.rolf, () => b.hege],
  ])('kan brukes av %s, som får kvitteringen; den andre får den i chatten', async (_, hvem, annen) => {
    await b.send()
    const nye = fraNaAv(b)
    const svar = await slettNa(s, hvem())
    expect(skjermtekst(svar)).toContain(`${s.ref} er slettet 27. november 2026.`)
    expect(skjermtekst(svar)).toContain('til og med 4. desember 2026')
    await b.send()
    expect(somTekst(nye(annen().chat))).toContain(`${s.ref} er slettet 27. november 2026.`)
    expect(somTekst(nye(hvem().chat))).not.toContain(`${s.ref} er slettet 27.`)
    expect(await erDer(s.ref)).toBe(false)
    expect(await kvitteringer()).toMatchObject([
      { ref: s.ref, grunn: 'slett-na', av: ovingsId(hvem().person), kopi_til: '2026-12-04' },
    ])
  })

  it('krever at en krysser av for arkivet, også når skjemaet omgås', async () => {
    const skjema = await b.hege.trykker(await apneMed(s.ref), 'Slett saken')
    const igjen = await b.hege.trykker(skjema, 'Slett for godt')
    expect(skjermtekst(igjen)).toContain('Kryss av for at det som skal arkiveres, er lagt i arkivet.')
    for (const arkivert of ['false', '', 'ja', 'TRUE', undefined])
      await b.hege.sender(skjema, 'sak.slett', { sak: s.sak, arkivert })
    expect(await erDer(s.ref)).toBe(true)
    await b.hege.trykker(igjen, 'Slett for godt', { arkivert: 'true' })
    expect(await erDer(s.ref)).toBe(false)
  })

  it('er ikke for andre: knappen er der ikke, og trykket avvises', async () => {
    const saken = await apneMed(s.ref)
    const for_ = await alleRader(b)
    for (const hvem of [b.sara, b.siri, b.frida, b.odd]) {
      const her = { ...saken, samtale: hvem.chat }
      expect(titler(await hvem.sender(her, 'sak.vis', { sak: s.sak })), hvem.navn).not.toContain(
        'Slett saken',
      )
      for (const verb of ['sak.slett-skjema', 'sak.slett']) {
        const svar = await hvem.sender(her, verb, { sak: s.sak, arkivert: 'true' })
        expect(skjermtekst(svar), hvem.navn).toContain('Bare den som meldte saken, og rektor kan slette den.')
      }
    }
    const fremmed = b.scene.som(FREMMED)
    for (const verb of ['sak.slett-skjema', 'sak.slett']) {
      const svar = await fremmed.sender({ ...saken, samtale: fremmed.chat }, verb, {
        sak: s.sak,
        arkivert: 'true',
      })
      expect(svar.tekst).toBe(FINNES_IKKE)
    }
    expect(ulike(for_, await alleRader(b)).filter(t => t !== 'person')).toEqual([])
  })

  it('svarer at saken ikke finnes, den andre gangen', async () => {
    const skjema = await b.hege.trykker(await apneMed(s.ref), 'Slett saken')
    await b.hege.trykker(skjema, 'Slett for godt', { arkivert: 'true' })
    expect((await b.hege.sender(skjema, 'sak.slett', { sak: s.sak, arkivert: 'true' })).tekst).toBe(
      FINNES_IKKE,
    )
    expect(await kvitteringer()).toHaveLength(1)
  })

  it('kan trykkes midt i møtet: lederen får vite at punktet er borte, og møtet går videre', async () => {
    await begynnPaNytt(b)
    const agenda = await etInnkaltMote(b)
    const { ref, sak } = await meldSaken(b, agenda)
    await b.send()
    b.settTid('2026-11-27T10:15')
    const forste = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const punkt = await b.rolf.trykker(forste, 'Lagre og neste')
    expect(skjermtekst(punkt)).toContain(ref)
    const saken = await apneMed(ref)
    await b.hege.sender(saken, 'sak.slett', { sak, arkivert: 'true' })
    const svar = await b.rolf.trykker(punkt, 'Lagre og neste', { oppsummering: TEKSTER.oppsummering })
    expect(svar.tekst).toBe(FINNES_IKKE)
    await b.send()
    const videre = await b.rolf.trykker(await b.scene.agenda(), 'Fortsett møtet')
    expect(skjermtekst(videre)).not.toContain(ref)
    expect(
      skjermtekst(await b.rolf.trykker(await b.rolf.trykker(videre, 'Neste'), 'Lagre og neste')),
    ).toContain('Avslutt møtet')
    expect(await lagretI(b, TEKSTER.oppsummering)).toEqual([])
  })
})

describe('etter slettingen', () => {
  /** Every id that belongs to the case. */
  async function sakensIder(): Promise<string[]> {
    const { db } = b.bot.ktx
    const punkter = (await db.selectFrom('punkt').select('id').where('sak', '=', s.sak).execute()).map(
      r => r.id,
    )
    const tiltak = await db.selectFrom('tiltak').select('id').where('punkt', 'in', punkter).execute()
    const bidrag = await db.selectFrom('bidrag').select('id').where('punkt', 'in', punkter).execute()
    const oppgaver = await db.selectFrom('oppgave').select('id').where('ref', '=', s.ref).execute()
    expect([punkter.length, tiltak.length, bidrag.length, oppgaver.length]).toEqual([1, 1, 1, 1])
    return [s.sak, ...punkter, ...[...tiltak, ...bidrag, ...oppgaver].map(r => r.id)]
  }

  it('er nøkkelen og hver rad om saken borte; bare loggen og kvitteringen husker referansen', async () => {
    const ider = await sakensIder()
    const for_ = await alleRader(b)
    const nevnt = (rader: Record<string, string[]>, hva: readonly string[]) =>
      Object.entries(rader)
        .filter(([tabell]) => tabell !== 'logg' && tabell !== 'sletting')
        .flatMap(([tabell, alle]) =>
          alle.filter(rad => hva.some(h => rad.includes(h))).map(rad => `${tabell}: ${rad}`),
        )
    // The search finds them while they are there.
    expect(nevnt(for_, ider).length).toBeGreaterThan(15)
    for (const tekst of SAKENS) expect(await lagretI(b, tekst)).not.toEqual([])

    await slettNa(s)
    await b.send()
    const etter = await alleRader(b)
    expect(etter['nokkel']?.filter(rad => rad.includes(s.sak))).toEqual([])
    expect(nevnt(etter, ider)).toEqual([])
    for (const tekst of SAKENS) expect(await lagretI(b, tekst)).toEqual([])
    expect(etter['sletting']?.filter(rad => rad.includes(s.ref))).toHaveLength(1)
    // What is not the case's is still there.
    expect(await lagretI(b, TEKSTER.tema)).toEqual(['punkt'])
    expect(await lagretI(b, TEKSTER.rettelse)).toEqual(['rettelse'])
    expect(etter['sak']).toHaveLength((for_['sak']?.length ?? 0) - 1)
    expect(etter['identitetstegn']).toEqual([])
  })

  it('kan ikke en kopi av radene åpnes av noen som har hovednøkkelen', async () => {
    const { ktx } = b.bot
    const rad = await ktx.db.selectFrom('sak').selectAll().where('id', '=', s.sak).executeTakeFirstOrThrow()
    expect((await hentSaker(ktx, [s.sak])).get(s.sak)?.beskrivelse).toBe(TEKSTER.beskrivelse)
    await slettNa(s)
    await ktx.db.insertInto('sak').values(rad).execute()
    await expect(hentSaker(ktx, [s.sak])).rejects.toMatchObject({ code: 'ukjent-nokkel' })
    // Nor does a new key for the same id open it.
    await ktx.nokler.for(ktx, s.sak)
    await expect(hentSaker(ktx, [s.sak])).rejects.toMatchObject({ code: 'ugyldig-kryptert' })
  })

  it('er oppgavekortet i chatten tømt, og påminnelsene kommer aldri', async () => {
    await gaTil('2026-12-02T08:00')
    // A morning's list that was sent keeps its bare references, as any notice does.
    const oppgavekort = () =>
      b.kobling
        .visning(b.frida.chat)
        .map(a => ({ ...a, tekst: JSON.stringify(a) }))
        .filter(a => a.tekst.includes(s.ref) && !a.tekst.includes('varsel.apne'))
    expect(oppgavekort().length).toBeGreaterThanOrEqual(1)
    expect(JSON.stringify(oppgavekort())).toContain('oppgave.vis')
    await slettNa(s)
    await b.send()
    for (const kort of oppgavekort()) {
      expect(JSON.stringify(kort)).toContain(`${s.ref} er slettet.`)
      expect(JSON.stringify(kort)).not.toMatch(/Action\.|oppgave\./)
    }
    const nye = fraNaAv(b)
    await dagForDag('2026-12-03', '2026-12-10')
    await gaTil('2027-06-01T09:00')
    await gaTil('2031-03-02T09:00')
    expect(somTekst(nye())).not.toContain(s.ref)
    const venter = await b.bot.ktx.db
      .selectFrom('utboks')
      .select('innhold')
      .where('status', '=', 'venter')
      .execute()
    expect(JSON.stringify(venter)).not.toContain(s.sak)
  })

  it('teller agendaen i kanalen den ikke med lenger, og deltakerne ser den ikke der', async () => {
    await gaTil('2026-11-27T12:00')
    const iKanalen = async () => skjermtekst(await b.scene.agenda())
    const sett = async () => skjermtekst(await b.sara.ser(await b.scene.agenda()))
    expect(await iKanalen()).toContain('2 saker · 1 tema')
    expect(await sett()).toContain(s.ref)
    await slettNa(s)
    await gaTil('2026-11-27T12:01')
    expect(await iKanalen()).toContain('1 sak · 1 tema')
    expect(await sett()).not.toContain(s.ref)
    expect(await sett()).toContain('K7F3')
  })

  it('svarer «/sak» og hver gammel knapp at den ikke finnes, og boten lever', async () => {
    const saken = await apneMed(s.ref)
    const gamle = [
      ...knapper(saken.kort),
      ...knapper((await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')).kort),
    ].filter(k => k.verb !== undefined && k.verb !== 'agenda.apne' && k.verb !== 'meldeplikt.vis')
    await slettNa(s)
    for (const { verb, data, tittel } of gamle) {
      const svar = await b.rolf.sender(saken, verb, data)
      expect(svar.status).toBe(200)
      expect(svar.tekst, tittel).toBe(FINNES_IKKE)
    }
    expect(gamle.length).toBeGreaterThan(5)
    for (const hvem of [b.hege, b.rolf, b.sara]) {
      const nye = fraNaAv(b)
      await hvem.skriver(`/sak ${s.ref}`, 'chat')
      await b.send()
      expect(somTekst(nye(hvem.chat))).toContain(FINNES_IKKE)
    }
    expect(skjermtekst(await b.rolf.trykker(await b.scene.agenda(), 'Åpne agendaen'))).toContain('K7F3')
  })

  it('får ingen ny sak referansen', async () => {
    await slettNa(s)
    const { ktx } = b.bot
    // Most references are other receipts: whatever is given out must be one of the rest.
    await sql`insert into sletting
      select ${ktx.tenant}, 'k' || row_number() over (), r.ref, 'fjordvik', ${ktx.na().toJSDate()}::timestamptz, 'x',
        'frist', '{}'::jsonb, '2027-01-01'
      from (select a || b || c || d as ref from unnest(string_to_array('ACDEFHJKLMNPRTUVXY', null)) a,
        unnest(string_to_array('23456789', null)) b, unnest(string_to_array('ACDEFHJKLMNPRTUVXY', null)) c,
        unnest(string_to_array('23456789', null)) d) r
      where right(r.ref, 1) <> '2' and r.ref <> ${s.ref}`.execute(ktx.db)
    for (let i = 0; i < 8; i++) {
      const ref = await ledigReferanse(ktx)
      expect(ref).toMatch(/2$/)
      expect(ref).not.toBe(s.ref)
    }
  })
})

describe('temaer og rettelser', () => {
  it('slettes når perioden er ute, med nøklene sine', async () => {
    await dagForDag('2027-02-23', '2027-02-24')
    expect(await lagretI(b, TEKSTER.tema)).toEqual(['punkt'])
    expect(await lagretI(b, TEKSTER.rettelse)).toEqual(['rettelse'])
    await dagForDag(DAG_90, DAG_90)
    expect(await lagretI(b, TEKSTER.tema)).toEqual([])
    expect(await lagretI(b, TEKSTER.rettelse)).toEqual([])
    const nokler = await b.bot.ktx.db.selectFrom('nokkel').select('eier').execute()
    expect(nokler.map(n => n.eier)).not.toContain(`tema:${s.temaref}`)
    expect(nokler.map(n => n.eier)).not.toContain(`mote:${s.mote}`)
  })

  it('et tema som er tatt med videre, lever så lenge som sitt nyeste møte', async () => {
    await gaTil('2027-01-04T09:00')
    await b.rolf.skriver('/innsatsteam ny 8.1')
    await b.send()
    expect(skjermtekst(await b.rolf.trykker(await b.scene.agenda(), 'Åpne agendaen'))).toContain(TEKSTER.tema)
    await dagForDag('2027-02-24', '2027-03-02')
    expect(await lagretI(b, TEKSTER.tema)).toEqual(['punkt'])
    expect(await lagretI(b, TEKSTER.rettelse)).toEqual([])
    expect(skjermtekst(await b.rolf.trykker(await b.scene.agenda(), 'Åpne agendaen'))).toContain(TEKSTER.tema)
    // 8 January and 90 days.
    await dagForDag('2027-04-06', '2027-04-09')
    expect(await lagretI(b, TEKSTER.tema)).toEqual([])
  })

  it('slettes også det som er skrevet til et tema som selv er fjernet', async () => {
    await begynnPaNytt(b)
    const agenda = await etInnkaltMote(b)
    await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: TEKSTER.tema })
    await b.send()
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste')
    await b.rolf.trykker(steg, 'Lagre og neste', { tiltakTekst: TEKSTER.tiltak })
    const velg = await b.rolf.trykker(await b.rolf.trykker(agenda, 'Åpne agendaen'), 'Fjern tekst nå')
    const tema = await b.bot.ktx.db
      .selectFrom('punkt')
      .select('id')
      .where('slag', '=', 'tema')
      .executeTakeFirstOrThrow()
    await b.rolf.trykker(velg, 'Fjern teksten', { tekst: `tema:${tema.id}` })
    expect(await lagretI(b, TEKSTER.tema)).toEqual([])
    expect(await lagretI(b, TEKSTER.tiltak)).toEqual(['tiltak'])
    await dagForDag(DAG_75, pluss(DAG_90, 2))
    expect(await lagretI(b, TEKSTER.tiltak)).toEqual([])
    const nokler = await b.bot.ktx.db
      .selectFrom('nokkel')
      .select('eier')
      .where('eier', 'like', 'tema:%')
      .execute()
    expect(nokler).toEqual([])
  })
})

it('følger det kommunen har valgt: dager til sletting, og dager sikkerhetskopier finnes', async () => {
  const egen = await etTestbot({ valg: { lagring: { dager: 30, sikkerhetskopiDager: 3 } } })
  try {
    await egen.send()
    // The practice school's cases were last discussed on 30 October, 30 days before: told at once, two weeks late.
    await gaTil('2026-11-22T10:00', egen)
    expect(await egen.bot.ktx.db.selectFrom('sak').select('slettes').execute()).toEqual([
      { slettes: '2026-12-06' },
      { slettes: '2026-12-06' },
    ])
    await gaTil('2026-12-05T10:00', egen)
    expect(await egen.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(2)
    await gaTil('2026-12-06T10:00', egen)
    expect(await egen.bot.ktx.db.selectFrom('sak').select('id').execute()).toEqual([])
    const igjen = await egen.bot.ktx.db
      .selectFrom('sletting')
      .select(['ref', 'kopi_til'])
      .orderBy('ref')
      .execute()
    expect(igjen).toEqual([
      { ref: 'K7F3', kopi_til: '2026-12-09' },
      { ref: 'R4T6', kopi_til: '2026-12-09' },
    ])
  } finally {
    await egen.stopp()
  }
})

describe('mens andre skriver i saken', () => {
  let pg: Testbot
  beforeAll(async () => {
    pg = await etTestbot({ motor: 'postgres' })
  })
  afterAll(() => pg.stopp())

  it('blir det verken rader, en ny nøkkel eller tekst igjen, og alle får et svar', async () => {
    for (let runde = 0; runde < 6; runde++) {
      await begynnPaNytt(pg)
      const agenda = await etInnkaltMote(pg)
      const { sak } = await meldSaken(pg, agenda)
      const visning = await pg.frida.trykker(agenda, 'Åpne agendaen')
      const bidra = await pg.frida.trykker(visning, 'Bidra', {}, 1)
      const endre = await pg.sara.trykker(await pg.sara.trykker(agenda, 'Åpne agendaen'), 'Endre', {}, 1)
      const samtykke = await pg.sara.trykker(
        await pg.sara.sender(agenda, 'sak.vis', { sak }),
        'Registrer samtykke',
      )
      const svar = await Promise.all([
        pg.frida.trykker(bidra, 'Send', { tekst: TEKSTER.bidrag, tilbud: TEKSTER.tilbud }),
        pg.sara.trykker(endre, 'Lagre', { beskrivelse: TEKSTER.oppsummering }),
        pg.hege.sender(agenda, 'sak.slett', { sak, arkivert: 'true' }),
        pg.sara.trykker(samtykke, 'Registrer samtykke', ET_SAMTYKKE),
        pg.hege.sender(agenda, 'sak.slett', { sak, arkivert: 'true' }),
      ])
      await pg.send()
      for (const s of svar) {
        expect(s.status).toBe(200)
        expect(skjermtekst(s)).toMatch(/[a-zæøå]{3}/)
      }
      const rader = await alleRader(pg)
      expect(rader['sletting']).toHaveLength(1)
      for (const tabell of ['sak', 'punkt', 'bidrag', 'hatt', 'samtykke', 'samtykkesvar', 'samtykkeendring'])
        expect(
          rader[tabell]?.filter(rad => rad.includes(sak)),
          tabell,
        ).toEqual([])
      expect(rader['nokkel']?.filter(rad => rad.includes(sak))).toEqual([])
      for (const tekst of [TEKSTER.bidrag, TEKSTER.oppsummering, TEKSTER.beskrivelse])
        expect(await lagretI(pg, tekst)).toEqual([])
    }
  })
})

describe('en sikkerhetskopi fra før slettingen', () => {
  it('kan leses av den som også har hovednøkkelen, ikke uten; kvitteringen sier til hvilken dag den finnes', async () => {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-kopi-'))
    const stier = { base: join(mappe, 'base'), kopi: join(mappe, 'kopi'), nokkel: join(mappe, 'mester.json') }
    const apne = (sti: string) => apnePglite(sti, OVING.tenant)
    const les = async (sti: string, mester: Mester, sak: string) => {
      const database = await apne(sti)
      const ktx = { ...b.bot.ktx, db: database.db, nokler: new Nokler(mester) }
      try {
        return (await hentSaker(ktx, [sak])).get(sak)?.beskrivelse
      } finally {
        await database.lukk()
      }
    }
    try {
      const forst = await etTestbot({ database: await apne(stier.base), mester: lokalMester(stier.nokkel) })
      const { sak } = await heleSaken(forst)
      await forst.stopp()
      await cp(stier.base, stier.kopi, { recursive: true })

      const igjen = await etTestbot({ database: await apne(stier.base), mester: lokalMester(stier.nokkel) })
      igjen.settTid('2026-11-27T12:00')
      const skjerm = { kort: {}, tekst: undefined, samtale: igjen.hege.chat, aktivitet: 'x', status: 200 }
      const kvittering = await igjen.hege.sender(skjerm, 'sak.slett', { sak, arkivert: 'true' })
      await igjen.stopp()
      expect(skjermtekst(kvittering)).toContain(
        'Sikkerhetskopier av databasen kan ha innholdet, kryptert, til og med 4. desember 2026.',
      )

      const mester = lokalMester(stier.nokkel)
      expect(await les(stier.base, mester, sak)).toBeUndefined()
      expect(await les(stier.kopi, mester, sak)).toBe(TEKSTER.beskrivelse)
      await expect(les(stier.kopi, flyktigMester(), sak)).rejects.toMatchObject({ code: 'ugyldig-kryptert' })
    } finally {
      await rm(mappe, { recursive: true })
    }
  })
})
