import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { arshjulslinjer, hvemMinnesOmArshjulet } from '../src/arshjul/arshjulets-paminnelser.ts'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { lagreRolle, lagreSkole, slettRolle } from '../src/tilgang/tilgang-store.ts'
import { etForlop } from './bygg/et-forlop.ts'
import { lesIcs } from './bygg/ics.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const SKOLE = OVING.skole.id
const ADMIN: Ovingsperson = {
  ...FREMMED,
  id: '29:admin',
  oid: '00000000-0000-4000-8000-0000000000ad',
  navn: 'Ada Admin',
}

let b: Testbot
let fra = 0
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(async () => {
  await begynnPaNytt(b)
  fra = b.kobling.meldinger.length
})
afterAll(() => b.stopp())

const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const db = () => b.bot.ktx.db

async function spor(hvem: Testbot['sara'], tekst = '/årshjul'): Promise<Skjerm> {
  await hvem.skriver(tekst, 'chat')
  await b.send()
  const skjerm = b.scene.meldinger(hvem.chat, fra).at(-1)
  if (skjerm === undefined) throw new Error('ingenting i chatten')
  return skjerm
}
const apner = async (hvem: Testbot['sara']) => {
  await spor(hvem)
  // When months have passed there are reminders of other things too.
  const skjerm = b.scene.meldinger(hvem.chat, fra).findLast(m => titler(m).includes('Åpne årshjulet'))
  if (skjerm === undefined) throw new Error('ikke noe årshjul')
  return hvem.trykker(skjerm, 'Åpne årshjulet')
}

/** August, before anything is late. */
async function laget(tid = '2026-08-14T09:00'): Promise<Skjerm> {
  b.settTid(tid)
  return b.sara.trykker(await apner(b.sara), '1.–7. trinn')
}

const aktiviteter = () =>
  db()
    .selectFrom('aktivitet')
    .selectAll()
    .orderBy('til')
    .orderBy('mal')
    .orderBy('trinn')
    .orderBy('nr')
    .orderBy('id')
    .execute()
async function enAv(mal: string, nr = 1) {
  const funnet = (await aktiviteter()).find(a => a.mal === mal && a.nr === nr)
  if (funnet === undefined) throw new Error(`ingen «${mal}»`)
  return funnet
}
const gi = (hvem: Ovingsperson, rolle: Parameters<typeof lagreRolle>[2]['rolle'], skole: string = SKOLE) =>
  lagreRolle(b.bot.ktx, skole, { person: ovingsId(hvem), rolle, tjeneste: 'bv' })

describe('/årshjul', () => {
  it.each(['/årshjul', '/arshjul', 'årshjul', 'Arshjulet', '@Skolestøtte /ÅRSHJUL', 'a\u030arshjul'])(
    '«%s» svares med en knapp',
    async tekst => {
      const svar = await spor(b.hege, tekst)
      expect(titler(svar)).toEqual(['Åpne årshjulet'])
    },
  )

  it('i kanalen svares bare den som spurte', async () => {
    const nye = fraNaAv(b)
    await b.hege.skriver('/årshjul')
    await b.send()
    expect(nye(OVING.kanal.id)).toEqual([])
    expect(b.scene.meldinger(b.hege.chat, fra).at(-1)?.kort).toBeDefined()
  })

  it('sier ingenting til den som ikke er i teamet: en fremmed, en administrator, en annen bydel', async () => {
    await gi(ADMIN, 'administrator')
    const nabo = { ...FREMMED, id: '29:nabo', oid: '00000000-0000-4000-8000-0000000000aa', navn: 'Nils' }
    await lagreRolle(b.bot.ktx, SKOLE, {
      person: ovingsId(nabo),
      rolle: 'barnevern_mottak',
      tjeneste: 'bv',
      enhet: 'Nabobydelen',
    })
    const kort = await laget()
    const for_ = await aktiviteter()
    for (const p of [FREMMED, ADMIN, nabo]) {
      const hvem = b.scene.som(p)
      expect(skjermtekst(await spor(hvem))).toContain('Du har ingen rolle ved noen skole ennå.')
      for (const [verb, data] of [
        ['arshjul.vis', { skole: '' }],
        ['arshjul.vis', { skole: SKOLE }],
        ['arshjul.aktivitet', { aktivitet: for_[0]?.id }],
        ['arshjul.merk', { aktivitet: for_[0]?.id, status: 'gjort' }],
        ['arshjul.flytt', { aktivitet: for_[0]?.id, dato: '2026-10-01' }],
        ['arshjul.fridager', { skole: SKOLE }],
        ['arshjul.lag', { skole: SKOLE, skolear: 2026, skoletype: 'kombinert' }],
        ['arshjul.kalender', { skole: SKOLE }],
        ['arshjul.kalender', { skole: '' }],
        ['arshjul.kalender-lenke', { skole: SKOLE, slag: 'abonnement' }],
      ] as const)
        expect((await hvem.sender(kort, verb, data)).tekst, `${p.navn} ${verb}`).toBe(FINNES_IKKE)
    }
    expect(await aktiviteter()).toEqual(for_)
  })
})

describe('et årshjul lages', () => {
  it('av sosiallærer eller rektor, ikke av andre; de får vite hvem', async () => {
    b.settTid('2026-08-14T09:00')
    const hege = await apner(b.hege)
    expect(skjermtekst(hege)).toContain(
      'Årshjulet for 2026/27 er ikke laget ennå. Rektor eller sosiallærer kan lage det.',
    )
    expect(titler(hege)).not.toContain('1.–7. trinn')
    const svar = await b.hege.sender(hege, 'arshjul.lag', {
      skole: SKOLE,
      skolear: 2026,
      skoletype: 'barneskole',
    })
    expect(skjermtekst(svar)).toContain('Bare rektor og sosiallærer kan gjøre dette')
    expect(await aktiviteter()).toEqual([])
    const forste = await laget()
    const resten = titler(forste).find(tittel => tittel.startsWith('Vis ')) ?? ''
    const kort = skjermtekst(forste) + skjermtekst(await b.sara.trykker(forste, resten))
    expect(kort).toContain('Årshjulet er laget.')
    expect(kort).toContain('Årshjul, august 2026')
    expect(kort).toContain('Informasjon om barnevernet til elevene på 5. trinn')
    expect(kort).toContain('○ Ikke gjort ennå · innen mandag 30. november')
    expect(kort).toContain('Ansvar: fagkonsulent')
    expect(kort).toContain('Innsatsteam: hver 4. uke (/innsatsteam ny)')
    expect(skjermtekst(await apner(b.hege))).toContain('Årshjul, august 2026')
  })

  it('én gang, også når to trykker samtidig, og én av dem to ganger', async () => {
    b.settTid('2026-08-14T09:00')
    const [sara, rolf] = [await apner(b.sara), await apner(b.rolf)]
    const svar = await Promise.all([
      b.sara.trykker(sara, '1.–7. trinn'),
      b.rolf.trykker(rolf, '1.–10. trinn'),
      b.sara.trykker(sara, '1.–7. trinn'),
    ])
    for (const s of svar) expect(skjermtekst(s)).toContain('Årshjul, august 2026')
    expect(await db().selectFrom('arshjul').select('skolear').execute()).toEqual([{ skolear: 2026 }])
    const alle = await aktiviteter()
    expect(new Set(alle.map(a => `${a.mal}:${a.nr}:${a.trinn}`)).size).toBe(alle.length)
  })

  it('én gang på en ekte PostgreSQL, med fire samtidig', async () => {
    const annen = await etTestbot({ databaseUrl: await nyDatabase(inject('postgres')) })
    try {
      annen.settTid('2026-08-14T09:00')
      await annen.sara.skriver('/årshjul', 'chat')
      await annen.send()
      const lenke = annen.scene.meldinger(annen.sara.chat).at(-1)
      const kort = lenke && (await annen.sara.trykker(lenke, 'Åpne årshjulet'))
      if (kort === undefined) throw new Error('ikke noe kort')
      const data = { skole: SKOLE, skolear: 2026, skoletype: 'barneskole' }
      const svar = await Promise.all(
        [annen.sara, annen.rolf, annen.sara, annen.rolf].map(hvem => hvem.sender(kort, 'arshjul.lag', data)),
      )
      for (const s of svar) expect(skjermtekst(s)).toContain('Årshjulet er laget.')
      const rader = await annen.bot.ktx.db.selectFrom('aktivitet').select(['mal', 'nr', 'trinn']).execute()
      expect(rader.length).toBeGreaterThan(20)
      expect(new Set(rader.map(r => `${r.mal}:${r.nr}:${r.trinn}`)).size).toBe(rader.length)
    } finally {
      await annen.stopp()
    }
  })

  it('midt i året: det som var over, masker ingen med, men kan åpnes igjen', async () => {
    const kort = await laget('2026-11-23T09:00')
    expect(skjermtekst(kort)).not.toContain('Forfalt')
    const { id, status, avgjort_av } = await enAv('samarbeidsavtale')
    expect([status, avgjort_av]).toEqual(['ikke_aktuelt', null])
    const vis = await b.frida.sender(kort, 'arshjul.aktivitet', { aktivitet: id })
    expect(skjermtekst(vis)).toContain('Var over da årshjulet ble laget')
    expect(skjermtekst(await b.frida.trykker(vis, 'Angre'))).toContain('! Forfalt')
    expect(skjermtekst(await apner(b.sara))).toContain('Forfalt')
  })

  it('neste skoleår lages av seg selv fra 1. juni, og er det samme når to åpner det', async () => {
    await laget()
    const arene = async () =>
      (await db().selectFrom('arshjul').select(['skolear', 'skoletype']).orderBy('skolear').execute()).map(
        a => `${a.skolear} ${a.skoletype}`,
      )
    b.settTid('2027-05-31T09:00')
    await apner(b.hege)
    expect(await arene()).toEqual(['2026 barneskole'])
    b.settTid('2027-06-01T09:00')
    await Promise.all([
      apner(b.hege),
      hvemMinnesOmArshjulet(b.bot.ktx, { forrige: '2027-05-31', dag: '2027-06-01' }),
    ])
    expect(await arene()).toEqual(['2026 barneskole', '2027 barneskole'])
    // Across the border, one leaf at a time.
    let kort = await b.hege.trykker(await apner(b.hege), 'Juli ›')
    expect(skjermtekst(kort)).toContain('Årshjul, juli 2027')
    kort = await b.hege.trykker(kort, 'August ›')
    expect(skjermtekst(kort)).toContain('Spør innsatsteamet hvem som kan bli med på foreldremøtene')
    b.settTid('2028-02-29T09:00')
    expect(skjermtekst(await apner(b.hege))).toContain('Årshjul, februar 2028')
  })

  it('er trinnene feil, byttes det ingen har rørt, og resten står', async () => {
    await laget()
    const rort = await enAv('kursrekke_5')
    await b.siri.sender(await apner(b.siri), 'arshjul.flytt', {
      aktivitet: rort.id,
      okt: 1,
      dato: '2026-09-15',
    })
    // A press on an old card changes nothing.
    const data = { skole: SKOLE, skolear: 2026, skoletype: 'ungdomsskole' }
    const for_ = await aktiviteter()
    await b.rolf.sender(await apner(b.rolf), 'arshjul.lag', data)
    expect(await aktiviteter()).toEqual(for_)
    const kort = await b.rolf.trykker(await apner(b.rolf), 'Fridager og trinn')
    expect(skjermtekst(kort)).toContain('Skolen har 1.–7. trinn.')
    await b.rolf.trykker(kort, '8.–10. trinn')
    const maler = (await aktiviteter()).map(a => `${a.mal}:${a.trinn}`)
    expect(maler).toContain('bv_info_elever:9')
    expect(maler).not.toContain('bv_info_elever:1')
    expect(maler).not.toContain('kursrekke_6:0')
    expect((await enAv('kursrekke_5')).id).toBe(rort.id)
    expect(maler.filter(m => m.startsWith('bv_ressursteam'))).toHaveLength(4)
  })

  it('et skoleår som er over, lages ikke', async () => {
    const kort = await laget()
    const svar = await b.sara.sender(kort, 'arshjul.lag', {
      skole: SKOLE,
      skolear: 2025,
      skoletype: 'barneskole',
    })
    expect(skjermtekst(svar)).toContain('Dette skoleåret kan ikke lages nå.')
    const juli = await b.sara.sender(kort, 'arshjul.vis', { skole: SKOLE, maned: '2026-07' })
    expect(skjermtekst(juli)).toContain('Årshjulet for 2025/26 finnes ikke.')
  })
})

describe('gjort, flyttet, ikke aktuelt', () => {
  it('av den som har ansvaret, og av rektor og sosiallærer; andre får vite hvem', async () => {
    await laget()
    b.settTid('2026-08-25T09:00')
    const { id } = await enAv('bv_info_fellestid')
    const hege = await apner(b.hege)
    expect(titler(hege)).not.toContain('Gjort')
    const for_ = await alleRader(b)
    for (const [verb, data] of [
      ['arshjul.merk', { aktivitet: id, status: 'gjort' }],
      ['arshjul.flytt-skjema', { aktivitet: id }],
      ['arshjul.flytt', { aktivitet: id, dato: '2026-11-05' }],
    ] as const)
      expect(skjermtekst(await b.hege.sender(hege, verb, data)), verb).toContain(
        'Bare fagkonsulent, rektor og sosiallærer kan endre dette.',
      )
    expect((await alleRader(b))['aktivitet']).toEqual(for_['aktivitet'])

    let kort = await b.frida.sender(await apner(b.frida), 'arshjul.aktivitet', { aktivitet: id })
    expect(titler(kort)).toEqual(['Gjort', 'Flytt', 'Ikke aktuelt', 'Til årshjulet'])
    kort = await b.frida.trykker(kort, 'Gjort')
    expect(skjermtekst(kort)).toContain('Merket som gjort.')
    expect(skjermtekst(kort)).toContain('✓ Gjort')
    kort = await b.rolf.sender(kort, 'arshjul.merk', { aktivitet: id, status: 'apen' })
    expect(skjermtekst(kort)).toContain('Angret.')
    kort = await b.sara.sender(kort, 'arshjul.merk', { aktivitet: id, status: 'ikke_aktuelt' })
    expect(skjermtekst(kort)).toContain('– Ikke aktuelt')
    const logg = await db().selectFrom('logg').select(['kode', 'gjelder']).where('gjelder', '=', id).execute()
    expect(logg.map(l => l.kode).sort()).toEqual(['arshjul-apen', 'arshjul-gjort', 'arshjul-ikke_aktuelt'])
  })

  it('fra listen, og listen vises igjen', async () => {
    await laget()
    b.settTid('2026-08-25T09:00')
    const kort = await b.frida.trykker(await apner(b.frida), 'Gjort')
    expect(skjermtekst(kort)).toContain('Årshjul, august 2026')
    expect(skjermtekst(kort)).toContain('Merket som gjort.')
    // What is done stands last.
    const resten = titler(kort).find(tittel => tittel.startsWith('Vis ')) ?? ''
    expect(skjermtekst(await b.frida.trykker(kort, resten))).toContain('✓ Gjort')
    expect((await aktiviteter()).filter(a => a.status === 'gjort')).toHaveLength(1)
  })

  it('flyttes til en skoledag i samme skoleår, og angres', async () => {
    await laget()
    const { id, fra: planFra, til } = await enAv('bv_info_fellestid')
    let kort = await b.frida.sender(await apner(b.frida), 'arshjul.aktivitet', { aktivitet: id })
    kort = await b.frida.trykker(kort, 'Flytt')
    for (const [dato, sagt] of [
      ['2026-11-07', 'Lørdag 7. november er ikke en skoledag. Velg en annen dag.'],
      ['2027-05-17', 'Mandag 17. mai er ikke en skoledag.'],
      ['2027-08-02', 'Datoen må være i samme skoleår'],
      ['2026-07-31', 'Datoen må være i samme skoleår'],
      ['2027-02-29', 'Velg en gyldig dato.'],
      ['', 'Velg en gyldig dato.'],
    ] as const) {
      const svar = await b.frida.trykker(kort, 'Lagre', { dato })
      expect(skjermtekst(svar), dato).toContain(sagt)
      expect(felt(svar.kort).find(f => f.id === 'dato')?.verdi ?? '').toBe(dato)
    }
    kort = await b.frida.trykker(kort, 'Lagre', { dato: '2026-12-03' })
    expect(skjermtekst(kort)).toContain('torsdag 3. desember · flyttet fra fredag 30. oktober')
    expect(await enAv('bv_info_fellestid')).toMatchObject({ til: '2026-12-03', plan_til: til })
    kort = await b.frida.trykker(kort, 'Angre')
    expect(await enAv('bv_info_fellestid')).toMatchObject({ fra: planFra, til, plan_til: null })
  })
})

describe('kursrekker', () => {
  it('får datoer én gang i uken utenom fri, kan flyttes og holdes, og er ferdig når alt er holdt', async () => {
    await laget()
    await b.sara.sender(await apner(b.sara), 'arshjul.fridag-ny', {
      skole: SKOLE,
      nonce: 'host',
      navn: 'Høstferie',
      fra: '2026-09-28',
      til: '2026-10-02',
    })
    const { id } = await enAv('kursrekke_5')
    let kort = await b.siri.sender(await apner(b.siri), 'arshjul.aktivitet', { aktivitet: id })
    expect(skjermtekst(kort)).toMatch(/5. Følelser\n *○ Ikke holdt · Dato ikke satt · fast tema/)
    expect(skjermtekst(kort)).toMatch(/6. Vennskap\n *○ Ikke holdt · Dato ikke satt · velges med skolen/)
    // Two fixed themes cannot be taken out; the button is not there, and what is sent anyway is refused.
    expect(titler(kort).filter(t => t === 'Ta ut')).toHaveLength(6)
    const fast = await b.siri.sender(kort, 'arshjul.okt', { aktivitet: id, okt: 5, status: 'utgar' })
    expect(skjermtekst(fast)).toContain('Dette temaet er alltid med')
    kort = await b.siri.sender(kort, 'arshjul.okt', { aktivitet: id, okt: 3, status: 'utgar' })
    expect(skjermtekst(kort)).toMatch(/3. Identitet, del 2\n *– Tatt ut/)
    const skjema = await b.siri.trykker(kort, 'Sett datoer')
    expect(skjermtekst(skjema)).toContain('7 økter får dato')
    kort = await b.siri.trykker(skjema, 'Lagre', { dato: '2026-09-15' })
    const datoer = async () =>
      (await db().selectFrom('okt').select('dato').where('aktivitet', '=', id).orderBy('nr').execute()).map(
        o => o.dato,
      )
    expect(await datoer()).toEqual([
      '2026-09-15',
      '2026-09-22',
      null,
      '2026-10-06',
      '2026-10-13',
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
    ])
    expect(skjermtekst(kort)).toMatch(/4. Selvfølelse\n *○ Ikke holdt · tirsdag 6. oktober/)
    const flytt = await b.siri.sender(kort, 'arshjul.flytt', { aktivitet: id, okt: 8, dato: '2026-11-12' })
    expect(skjermtekst(flytt)).toContain('torsdag 12. november')
    expect((await datoer())[7]).toBe('2026-11-12')
    b.settTid('2026-10-05T09:00')
    const forste = await apner(b.siri)
    const resten = titler(forste).find(tittel => tittel.startsWith('Vis ')) ?? ''
    const oktober = skjermtekst(forste) + skjermtekst(await b.siri.trykker(forste, resten))
    expect(oktober).toContain('Kursrekke 1 for 5. trinn')
    // The meeting of August is not late any more: that of October has come.
    expect(oktober).not.toContain('innen fredag 14. august')
    expect(oktober).toContain('Tirsdag 6. oktober: Selvfølelse')
    expect(oktober).not.toContain('Identitet, del 2')
    for (const okt of [1, 2, 4, 5, 6, 7])
      await b.siri.sender(kort, 'arshjul.okt', { aktivitet: id, okt, status: 'gjort' })
    expect((await enAv('kursrekke_5')).status).toBe('apen')
    await b.siri.sender(kort, 'arshjul.okt', { aktivitet: id, okt: 8, status: 'gjort' })
    expect((await enAv('kursrekke_5')).status).toBe('gjort')
    await b.siri.sender(kort, 'arshjul.okt', { aktivitet: id, okt: 8, status: 'apen' })
    expect((await enAv('kursrekke_5')).status).toBe('apen')
    // Those who have no part in it see it and change nothing.
    expect(titler(await b.hege.sender(kort, 'arshjul.aktivitet', { aktivitet: id }))).toEqual([
      'Til årshjulet',
    ])
    const nei = await b.hege.sender(kort, 'arshjul.okt', { aktivitet: id, okt: 8, status: 'gjort' })
    expect(skjermtekst(nei)).toContain('Bare sosialagent, rektor og sosiallærer kan endre dette.')
  })

  it('kan ikke begynne så sent at den går ut av skoleåret', async () => {
    await laget()
    const { id } = await enAv('kursrekke_6')
    const svar = await b.siri.sender(await apner(b.siri), 'arshjul.flytt', {
      aktivitet: id,
      okt: 0,
      dato: '2027-07-06',
    })
    expect(skjermtekst(svar)).toContain('Datoen må være i samme skoleår')
    expect((await db().selectFrom('okt').select('dato').execute()).every(o => o.dato === null)).toBe(true)
  })
})

describe('egne aktiviteter og fridager', () => {
  it('en egen aktivitet går gjennom navnevakten, og blir én også når den sendes to ganger', async () => {
    await laget()
    const skjema = await b.sara.trykker(await apner(b.sara), 'Ny aktivitet')
    const stoppet = await b.sara.trykker(skjema, 'Legg til', {
      tittel: 'Ringe mor til Kristoffer Johansen',
      rolle: 'rektor',
      fra: '2026-09-01',
      til: '2026-09-11',
    })
    expect(skjermtekst(stoppet)).toContain('Kristoffer Johansen')
    expect((await aktiviteter()).filter(a => a.mal === '')).toEqual([])
    const data = {
      tittel: 'Nettverksmøte om skolevegring',
      rolle: 'rektor',
      fra: '2026-09-01',
      til: '2026-09-11',
    }
    const kort = await b.sara.trykker(skjema, 'Legg til', data)
    await b.sara.trykker(skjema, 'Legg til', data)
    expect(skjermtekst(kort)).toContain('Årshjul, september 2026')
    expect(skjermtekst(kort)).toContain('Nettverksmøte om skolevegring')
    expect((await aktiviteter()).filter(a => a.mal === '')).toHaveLength(1)
    // In a message nothing that was typed is said.
    const linjer = await arshjulslinjer(b.bot.ktx, ovingsId(b.rolf.person), '2026-09-02')
    expect(linjer.map(l => l.tittel)).toContain('En egen aktivitet i årshjulet')
    expect(JSON.stringify(linjer)).not.toContain('Nettverksmøte')
  })

  it('andre enn rektor og sosiallærer legger bare til for sin egen rolle', async () => {
    await laget()
    const skjema = await b.hege.trykker(await apner(b.hege), 'Ny aktivitet')
    expect(
      felt(skjema.kort)
        .find(f => f.id === 'rolle')
        ?.valg?.map(v => v.verdi),
    ).toEqual(['helsesykepleier'])
    const data = { tittel: 'Vaksinering av klassene', rolle: 'rektor', fra: '2026-09-01', til: '' }
    expect(skjermtekst(await b.hege.trykker(skjema, 'Legg til', data))).toContain(
      'Bare rektor og sosiallærer kan legge til noe for en annen rolle',
    )
    const svar = await b.hege.trykker(skjema, 'Legg til', { ...data, rolle: 'helsesykepleier' })
    expect(skjermtekst(svar)).toContain('Lagt til.')
    const [egen] = (await aktiviteter()).filter(a => a.mal === '')
    expect(egen).toMatchObject({ til: '2026-09-01', roller: 'helsesykepleier' })
  })

  it.each([
    [{ tittel: '' }, 'Skriv hva som skal gjøres'],
    [{ tittel: 'x'.repeat(81) }, 'Skriv hva som skal gjøres'],
    [{ rolle: '' }, 'Velg hvem som har ansvaret.'],
    [{ rolle: 'administrator' }, 'Velg hvem som har ansvaret.'],
    [{ fra: '2026-09-31' }, 'Velg en gyldig dato.'],
    [{ til: '2026-08-20' }, 'Velg en gyldig dato.'],
    [{ til: '2027-08-20' }, 'Datoen må være i samme skoleår'],
    [{ fra: '2028-09-01', til: '2028-09-01' }, 'er ikke laget ennå'],
  ])('%j avvises, og det som er skrevet, står igjen', async (endret, sagt) => {
    await laget()
    const skjema = await b.sara.trykker(await apner(b.sara), 'Ny aktivitet')
    const data = {
      tittel: 'Felles temakveld',
      rolle: 'rektor',
      fra: '2026-09-01',
      til: '2026-09-11',
      ...endret,
    }
    const svar = await b.sara.trykker(skjema, 'Legg til', data)
    expect(skjermtekst(svar)).toContain(sagt)
    expect(felt(svar.kort).find(f => f.id === 'tittel')?.verdi ?? '').toBe(data.tittel)
    expect((await aktiviteter()).filter(a => a.mal === '')).toEqual([])
  })

  it('fridager legges inn og fjernes av rektor og sosiallærer, og flytter det som skal gjøres', async () => {
    await laget()
    let kort = await b.rolf.trykker(await apner(b.rolf), 'Fridager og trinn')
    expect(skjermtekst(kort)).toContain('Ingen egne fridager er lagt inn.')
    const navn = await b.rolf.trykker(kort, 'Legg til', {
      navn: 'Kristoffer Johansen er bortreist',
      fra: '2026-10-12',
      til: '2026-10-16',
    })
    expect(skjermtekst(navn)).toContain('Kristoffer Johansen')
    const data = { navn: 'Høstferie', fra: '2026-10-12', til: '2026-10-16' }
    for (const [endret, sagt] of [
      [{ navn: '' }, 'Skriv hva fridagene heter'],
      [{ til: '2026-10-11' }, 'Velg en gyldig dato.'],
      [{ til: '2027-02-01' }, 'En ferie kan være på høyst ti uker.'],
    ] as const)
      expect(skjermtekst(await b.rolf.trykker(kort, 'Legg til', { ...data, ...endret }))).toContain(sagt)
    const skjema = kort
    kort = await b.rolf.trykker(skjema, 'Legg til', data)
    await b.rolf.trykker(skjema, 'Legg til', data)
    expect(skjermtekst(kort)).toContain('12. oktober 2026 – 16. oktober 2026')
    expect(await db().selectFrom('fridag').select('navn').execute()).toEqual([{ navn: 'Høstferie' }])
    b.settTid('2026-10-05T09:00')
    const oktober = skjermtekst(await apner(b.hege))
    expect(oktober).toContain('Høstferie: mandag 12. oktober – fredag 16. oktober')
    // 16 October was the last day of a window that is now a week shorter.
    expect(oktober).toContain('innen fredag 9. oktober')
    expect(titler(await apner(b.hege))).not.toContain('Fridager og trinn')
    for (const verb of ['arshjul.fridager', 'arshjul.fridag-ny', 'arshjul.fridag-fjern'])
      expect(
        skjermtekst(await b.frida.sender(kort, verb, { ...data, skole: SKOLE, nonce: 'x', fridag: 'x' })),
        verb,
      ).toContain('Bare rektor og sosiallærer kan gjøre dette')
    const igjen = await b.rolf.trykker(
      await b.rolf.trykker(await apner(b.rolf), 'Fridager og trinn'),
      'Fjern',
    )
    expect(skjermtekst(igjen)).toContain('Fjernet.')
    expect(await db().selectFrom('fridag').select('navn').execute()).toEqual([])
  })
})

describe('flere skoler', () => {
  it('fagkonsulenten ser alle skolene sine for måneden, og åpner én', async () => {
    await lagreSkole(b.bot.ktx, { id: 'lia', navn: 'Lia skole' })
    await gi(b.frida.person, 'fagkonsulent', 'lia')
    await laget()
    b.settTid('2026-10-19T09:00')
    const kort = await apner(b.frida)
    const tekst = skjermtekst(kort)
    expect(tekst).toContain('Årshjul, oktober 2026: skolene dine')
    expect(tekst).toMatch(/Fjordvik skole\n(.*\n)*.*Lia skole\n.*Årshjulet er ikke laget ennå/)
    expect(tekst).toContain(
      'Informasjon om barnevernet på foreldremøtet for 1. trinn · ! Forfalt, innen fredag 16. oktober',
    )
    // Nothing that is another role's.
    expect(tekst).not.toContain('Kursrekke')
    const en = await b.frida.trykker(kort, 'Åpne')
    expect(skjermtekst(en)).toContain('Fjordvik skole')
    expect(skjermtekst(en)).toContain('Forfalt')
    expect(titler(en)).toContain('Alle skolene')
    expect(titler(await apner(b.hege))).not.toContain('Alle skolene')
  })
})

describe('hvem som minnes, og på hva', () => {
  const minnes = (forrige: string, dag: string) => hvemMinnesOmArshjulet(b.bot.ktx, { forrige, dag })
  const id = (hvem: Testbot['sara']) => ovingsId(hvem.person)

  it('første skoledag i vinduet, til dem som har rollen', async () => {
    await laget()
    expect((await minnes('2026-08-14', '2026-08-17')).sort()).toEqual(
      [id(b.frida), id(b.rolf), id(b.siri), id(b.sara)].sort(),
    )
    expect(await minnes('2026-08-17', '2026-08-18')).toEqual([])
    const linjer = await arshjulslinjer(b.bot.ktx, id(b.frida), '2026-08-17')
    expect(linjer).toEqual([
      {
        id: (await enAv('samarbeidsavtale')).id,
        skole: 'Fjordvik skole',
        tittel: 'Lokal samarbeidsavtale for skoleåret',
        til: '2026-10-02',
        forfalt: false,
      },
    ])
    expect(await arshjulslinjer(b.bot.ktx, id(b.hege), '2026-08-17')).toEqual([])
    expect(await arshjulslinjer(b.bot.ktx, ovingsId(FREMMED), '2026-08-17')).toEqual([])
  })

  it('så hver uke til det er gjort, eller ikke aktuelt lenger', async () => {
    await laget()
    const mine = async (dag: string) =>
      (await arshjulslinjer(b.bot.ktx, id(b.frida), dag)).filter(l => l.tittel.startsWith('Lokal'))
    expect(await minnes('2026-10-08', '2026-10-09')).toContain(id(b.frida))
    expect(await mine('2026-10-09')).toMatchObject([{ forfalt: true, til: '2026-10-02' }])
    const { id: aktivitet } = await enAv('samarbeidsavtale')
    await db().updateTable('aktivitet').set({ status: 'gjort' }).where('id', '<>', aktivitet).execute()
    expect((await minnes('2026-10-22', '2026-10-23')).sort()).toEqual([id(b.frida), id(b.rolf)].sort())
    for (const status of ['gjort', 'ikke_aktuelt'] as const) {
      const kort = await apner(b.frida)
      await b.frida.sender(kort, 'arshjul.merk', { aktivitet, status })
      expect(await minnes('2026-10-29', '2026-10-30')).toEqual([])
      expect(await mine('2026-10-30')).toEqual([])
      await b.frida.sender(kort, 'arshjul.merk', { aktivitet, status: 'apen' })
    }
    // Nobody is nagged in the summer, and not in the new school year about the old one.
    expect(await minnes('2027-06-30', '2027-07-31')).toEqual([])
    expect(await mine('2027-07-01')).toEqual([])
    b.settTid('2027-08-16T09:00')
    expect((await mine('2027-08-17')).map(l => l.til)).toEqual(['2027-10-01'])
  })

  it('har ingen rollen, er det rektor og sosiallærer', async () => {
    await laget()
    await slettRolle(b.bot.ktx, SKOLE, id(b.siri), 'sosialagent')
    const linjer = await arshjulslinjer(b.bot.ktx, id(b.sara), '2026-08-20')
    expect(linjer.map(l => l.tittel)).toContain('Kursrekke 1 for 5. trinn')
    expect(await arshjulslinjer(b.bot.ktx, id(b.siri), '2026-08-20')).toEqual([])
  })

  it('en ferie flytter dagen, og en skole i et annet team får ingenting', async () => {
    await lagreSkole(b.bot.ktx, { id: 'lia', navn: 'Lia skole' })
    await gi(b.odd.person, 'rektor', 'lia')
    await laget()
    await b.sara.sender(await apner(b.sara), 'arshjul.fridag-ny', {
      skole: SKOLE,
      nonce: 'plan',
      navn: 'Planleggingsdager',
      fra: '2026-08-17',
      til: '2026-08-18',
    })
    expect(await minnes('2026-08-14', '2026-08-18')).toEqual([])
    expect((await minnes('2026-08-18', '2026-08-19')).length).toBe(4)
    expect(await minnes('2026-08-18', '2026-08-19')).not.toContain(id(b.odd))
  })

  it('en kursrekke med alle datoer minnes på når den siste økten skulle vært holdt', async () => {
    await laget()
    const { id: rekke } = await enAv('kursrekke_6')
    await b.siri.sender(await apner(b.siri), 'arshjul.flytt', {
      aktivitet: rekke,
      okt: 0,
      dato: '2026-09-01',
    })
    await db().updateTable('aktivitet').set({ status: 'gjort' }).where('id', '<>', rekke).execute()
    expect(await minnes('2026-08-31', '2026-10-12')).toEqual([])
    expect(await arshjulslinjer(b.bot.ktx, id(b.siri), '2026-10-12')).toEqual([])
    expect(await minnes('2026-10-12', '2026-10-13')).toEqual([id(b.siri)])
    expect(await arshjulslinjer(b.bot.ktx, id(b.siri), '2026-10-13')).toMatchObject([
      { tittel: 'Kursrekke 2 for 6. trinn', til: '2026-10-13', forfalt: false },
    ])
  })
})

describe('kalenderen', () => {
  const lenkeI = (skjerm: Skjerm) => felt(skjerm.kort).find(f => f.id === 'lenke')?.verdi ?? ''
  const filI = (skjerm: Skjerm) =>
    String(knapper(skjerm.kort).find(k => k.tittel === 'Hent filen')?.action['url'] ?? '')
  const abonnerer = async (hvem: Testbot['sara']) =>
    hvem.trykker(await hvem.trykker(await apner(hvem), 'Kalender'), 'Lag abonnement')

  it('har frister, økter og teammøter, og ingenting om saker, personer eller det noen har skrevet', async () => {
    await laget()
    const { id } = await enAv('kursrekke_5')
    await b.siri.sender(await apner(b.siri), 'arshjul.flytt', { aktivitet: id, okt: 0, dato: '2026-09-15' })
    await b.sara.sender(await apner(b.sara), 'arshjul.ny', {
      skole: SKOLE,
      nonce: 'egen',
      tittel: 'Nettverksmøte om skolevegring',
      rolle: 'rektor',
      fra: '2026-09-01',
      til: '2026-09-11',
    })
    b.settTid('2026-11-21T09:00')
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const kort = await abonnerer(b.hege)
    expect(lenkeI(kort)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/kalender\/[\w-]{43}\.ics$/)
    const svar = await fetch(lenkeI(kort))
    expect(svar.status).toBe(200)
    expect(svar.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect(svar.headers.get('cache-control')).toBe('private, no-store')
    expect(svar.headers.get('referrer-policy')).toBe('no-referrer')
    const tekst = await svar.text()
    const { navn, hendelser } = lesIcs(tekst)
    expect(navn).toBe('Årshjul, Fjordvik skole')
    const finn = (hva: string) => hendelser.find(h => h.hva === hva)
    expect(finn('Kursrekke 1 for 5. trinn: Følelser, Fjordvik skole')).toMatchObject({
      fra: '20261013',
      til: '20261014',
      heldags: true,
      opptatt: false,
    })
    expect(finn('Informasjon om barnevernet i lærernes fellestid, Fjordvik skole')).toMatchObject({
      fra: '20260824',
      til: '20261031',
      heldags: true,
    })
    // 10:15 in Oslo in November is 09:15 in UTC.
    expect(finn('Innsatsteam, Fjordvik skole')).toMatchObject({ heldags: false })
    expect(hendelser.some(h => h.fra === '20261127T091500Z' && h.til === '20261127T104500Z')).toBe(true)
    expect(finn('Egen aktivitet (se /årshjul), Fjordvik skole')).toBeDefined()
    expect(finn('Åpen dør med barnevernet, Fjordvik skole')).toBeDefined()
    expect(new Set(hendelser.map(h => h.uid)).size).toBe(hendelser.length)
    for (const p of OVING.personer) {
      expect(tekst).not.toContain(p.fornavn)
      expect(tekst).not.toContain(p.oid)
    }
    const saker = await db().selectFrom('sak').select('ref').execute()
    expect(saker.length).toBeGreaterThan(0)
    for (const { ref } of saker) expect(tekst).not.toContain(ref)
    expect(tekst).not.toContain('Nettverksmøte')
    // Every line of at most 75 octets, with the line ends of the format.
    for (const linje of tekst.split('\r\n')) expect(Buffer.byteLength(linje)).toBeLessThanOrEqual(75)
  })

  it('et møte om én familie kommer aldri dit', async () => {
    await laget()
    const { tenant } = b.bot.ktx
    const sak = await etForlop(b.bot.ktx, b.frida.person, b.frida.person)
    const familie = { tenant, skole: SKOLE, minutter: 60, sted: '', frist: new Date(), status: 'planlagt' }
    await db()
      .insertInto('mote')
      .values({
        ...familie,
        id: 'familiens-mote',
        type: 'oppstartsmote',
        dato: '2026-09-09',
        start: new Date('2026-09-09T10:00:00Z'),
        leder: null,
        kanal: OVING.kanal.id,
        innkalt_av: ovingsId(b.sara.person),
        endret: new Date(),
        forlop: sak,
      })
      .execute()
    const tekst = await (await fetch(lenkeI(await abonnerer(b.sara)))).text()
    expect(tekst).toContain('BEGIN:VEVENT')
    expect(tekst).not.toContain('20260909T100000Z')
    expect(tekst).not.toContain('familiens-mote')
    const september = await b.sara.sender(await apner(b.sara), 'arshjul.vis', {
      skole: SKOLE,
      maned: '2026-09',
    })
    expect(skjermtekst(september)).not.toContain('9. september')
  })

  it('bare en hash av lenken ligger i databasen, og den står ikke i loggen', async () => {
    await laget()
    const lenke = lenkeI(await abonnerer(b.hege))
    const token = /kalender\/(.*)\.ics/.exec(lenke)?.[1] ?? ''
    expect(token).toHaveLength(43)
    const { utboks: _, handling: __, ...rader } = await alleRader(b)
    expect(JSON.stringify(rader)).not.toContain(token)
    expect(JSON.stringify(await alleRader(b))).not.toContain(token)
    expect(rader['kalenderlenke']).toHaveLength(1)
  })

  it('ukjent, slått av, erstattet, utløpt og uten rolle svarer likt', async () => {
    await laget()
    const svarPa = async (adresse: string) => {
      const svar = await fetch(adresse)
      const { date: _, ...hoder } = Object.fromEntries(svar.headers)
      return JSON.stringify({ status: svar.status, hoder, tekst: await svar.text() })
    }
    const forste = lenkeI(await abonnerer(b.hege))
    const ukjent = await svarPa(forste.replace(/.{43}\.ics$/, `${'A'.repeat(43)}.ics`))
    expect(ukjent).toContain('"status":404')
    const kort = await b.hege.trykker(await apner(b.hege), 'Kalender')
    expect(lenkeI(kort)).toBe('')
    expect(skjermtekst(kort)).toContain('Du har et abonnement.')
    const andre = lenkeI(await b.hege.trykker(kort, 'Lag ny lenke'))
    expect(andre).not.toBe(forste)
    expect(await svarPa(forste)).toBe(ukjent)
    expect((await fetch(andre)).status).toBe(200)
    // Another's is not touched when she switches hers off.
    const saras = lenkeI(await abonnerer(b.sara))
    const av = await b.hege.trykker(await b.hege.trykker(await apner(b.hege), 'Kalender'), 'Slå av lenken')
    expect(skjermtekst(av)).toContain('Lenken er slått av.')
    expect(await svarPa(andre)).toBe(ukjent)
    expect((await fetch(saras)).status).toBe(200)
    await slettRolle(b.bot.ktx, SKOLE, ovingsId(b.sara.person), 'sosiallarer')
    expect(await svarPa(saras)).toBe(ukjent)
    await gi(b.sara.person, 'administrator')
    expect(await svarPa(saras)).toBe(ukjent)
    // Nor does it come back to life with the role.
    await gi(b.sara.person, 'sosiallarer')
    expect(await svarPa(saras)).toBe(ukjent)
    for (const rart of ['x.ics', '..%2f..%2fetc.ics', `${'A'.repeat(43)}.txt`, `${'A'.repeat(5000)}.ics`])
      expect(await svarPa(forste.replace(/[\w-]{43}\.ics$/, rart)), rart).toBe(ukjent)
  })

  it('en nedlasting virker i et kvarter', async () => {
    await laget()
    const kort = await b.hege.trykker(
      await b.hege.trykker(await apner(b.hege), 'Kalender'),
      'Last ned en gang',
    )
    const adresse = filI(kort)
    expect((await fetch(adresse)).status).toBe(200)
    b.settTid('2026-08-14T09:16')
    expect((await fetch(adresse)).status).toBe(404)
    // It was never a subscription.
    expect(skjermtekst(await b.hege.trykker(await apner(b.hege), 'Kalender'))).not.toContain('Du har et')
  })

  it('alle skolene i én, og bare de man fortsatt har', async () => {
    await lagreSkole(b.bot.ktx, { id: 'lia', navn: 'Lia skole' })
    await gi(b.frida.person, 'fagkonsulent', 'lia')
    await laget()
    await gi(b.rolf.person, 'rektor', 'lia')
    await b.rolf.sender(await apner(b.rolf), 'arshjul.lag', {
      skole: 'lia',
      skolear: 2026,
      skoletype: 'ungdomsskole',
    })
    const kort = await b.frida.trykker(
      await b.frida.trykker(await apner(b.frida), 'Kalender'),
      'Lag abonnement',
    )
    expect(skjermtekst(kort)).toContain('Gjelder alle skolene dine (2).')
    const hent = async () => lesIcs(await (await fetch(lenkeI(kort))).text())
    const { navn, hendelser } = await hent()
    expect(navn).toBe('Årshjul, skolene mine')
    expect(hendelser.some(h => h.hva.endsWith('på 9. trinn, Lia skole'))).toBe(true)
    expect(hendelser.some(h => h.hva.endsWith(', Fjordvik skole'))).toBe(true)
    await slettRolle(b.bot.ktx, 'lia', ovingsId(b.frida.person), 'fagkonsulent')
    expect((await hent()).hendelser.some(h => h.hva.endsWith('Lia skole'))).toBe(false)
  })

  it('uten en adresse sier kortet hvorfor, og ingen lenke lages', async () => {
    const uten = await etTestbot({ oving: false })
    try {
      uten.settTid('2026-08-14T09:00')
      await uten.hege.skriver('/årshjul', 'chat')
      await uten.send()
      const lenke = uten.scene.meldinger(uten.hege.chat).at(-1)
      if (lenke === undefined) throw new Error('ikke noe kort')
      const kort = await uten.hege.trykker(await uten.hege.trykker(lenke, 'Åpne årshjulet'), 'Kalender')
      expect(skjermtekst(kort)).toContain('Boten har ingen egen nettadresse ennå.')
      expect(titler(kort)).toEqual(['Til årshjulet'])
      await uten.hege.sender(kort, 'arshjul.kalender-lenke', { skole: SKOLE, slag: 'abonnement' })
      expect((await alleRader(uten))['kalenderlenke']).toEqual([])
    } finally {
      await uten.stopp()
    }
  })
})
